package dev.authserver.token;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import dev.authserver.user.Account;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * What tokens cost.
 */
@State(Scope.Benchmark)
public class JwtServiceBenchmark {

	private final JwtService jwts = new JwtService(new TokenProperties("an access secret of enough length!",
			"a refresh secret of enough length!", 15, 180), Clock.systemUTC());

	private final Account account = new Account(7, "ada@example.com", false, true, 0);

	private final UUID session = UUID.randomUUID();

	private final String access = this.jwts.issueAccess(this.account, this.session);

	private final String refresh = this.jwts.issueRefresh(this.account, this.session, "1", Instant.now(),
			Instant.now().plus(Duration.ofHours(3)));

	@Benchmark
	public String issueAccess() {
		return this.jwts.issueAccess(this.account, this.session);
	}

	@Benchmark
	public VerifiedToken verifyAccess() throws InvalidTokenException {
		return this.jwts.verify(TokenUse.ACCESS, this.access);
	}

	@Benchmark
	public VerifiedToken verifyRefresh() throws InvalidTokenException {
		return this.jwts.verify(TokenUse.REFRESH, this.refresh);
	}

}
