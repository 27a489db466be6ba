package dev.authserver.event;

import java.util.stream.IntStream;

import dev.authserver.audit.LoggedEvent;
import dev.authserver.audit.SecurityEvent;
import dev.authserver.testsupport.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How many failures and refusals are stored.
 */
class AllowanceTests {

	private final ManualClock clock = new ManualClock();

	private final Allowance allowance = new Allowance(this.clock);

	private LoggedEvent failure(String address) {
		return new LoggedEvent(this.clock.instant(), SecurityEvent.AUTHN_LOGIN_FAIL, null, null, address, null);
	}

	private long allowed(int times, String address) {
		return IntStream.range(0, times).filter((i) -> this.allowance.allows(failure(address))).count();
	}

	@Test
	void allowsWhenOneNetworkFloodsTakesAThousandAndThenOneInTenSeconds() {
		assertThat(allowed(5_000, "192.0.2.7")).isEqualTo(1_000);
		this.clock.pass(9);
		assertThat(allowed(10, "192.0.2.7")).isZero();
		this.clock.pass(1);
		assertThat(allowed(10, "192.0.2.7")).isEqualTo(1);
		assertThat(allowed(10, "192.0.2.8")).isEqualTo(10);
		this.clock.pass(3_600);
		assertThat(allowed(1_000, "192.0.2.7")).isEqualTo(360);
	}

	@Test
	void allowsWhenAddressesShareAnIpv6NetworkCountsThemTogether() {
		assertThat(allowed(1_000, "2001:db8:1:1::1")).isEqualTo(1_000);
		assertThat(allowed(10, "2001:db8:1:1:ffff::2")).isZero();
		assertThat(allowed(10, "2001:db8:1:2::1")).isEqualTo(10);
	}

	@Test
	void allowsWhenManyNetworksFloodTakesTenThousandAndThenOneASecond() {
		long allowed = IntStream.range(0, 200).mapToLong((i) -> allowed(100, "10.0.0." + i)).sum();
		assertThat(allowed).isEqualTo(10_000);
		this.clock.pass(60);
		assertThat(allowed(100, "10.0.1.1")).isEqualTo(60);
	}

	@Test
	void allowsWhenUsersAreLoggedInCountsThemApart() {
		LoggedEvent ofOne = event(SecurityEvent.AUTHZ_FAIL, 7L);
		assertThat(IntStream.range(0, 2_000).filter((i) -> this.allowance.allows(ofOne)).count()).isEqualTo(1_000);
		assertThat(this.allowance.allows(event(SecurityEvent.AUTHZ_FAIL, 8L))).isTrue();
		assertThat(this.allowance.allows(event(SecurityEvent.AUTHZ_FAIL, null))).isTrue();
	}

	@Test
	void isRefusalWhenAnybodyCanCauseItIsTrue() {
		assertThat(Allowance.isRefusal(failure("192.0.2.7"))).isTrue();
		assertThat(Allowance.isRefusal(event(SecurityEvent.AUTHZ_FAIL, 7L))).isTrue();
		assertThat(Allowance.isRefusal(event(SecurityEvent.AUTHN_LOGIN_SUCCESS, null))).isFalse();
		assertThat(Allowance.isRefusal(event(SecurityEvent.USER_DELETED, 1L))).isFalse();
	}

	private LoggedEvent event(SecurityEvent kind, Long actor) {
		return new LoggedEvent(this.clock.instant(), kind, 7L, actor, "192.0.2.7", null);
	}

}
