package dev.authserver.event;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order of the ids of events.
 */
class EventIdsTests {

	private static final Instant TIME = Instant.parse("2026-01-01T08:00:00.123456Z");

	@Test
	void nextWhenTimesFollowEachOtherGivesGreaterIds() {
		EventIds ids = new EventIds();
		List<String> made = IntStream.range(0, 5_000)
			.mapToObj((i) -> EventIds.next(ids.unique(TIME)).toString())
			.toList();
		assertThat(made).isSorted().doesNotHaveDuplicates();
		assertThat(ids.unique(TIME.minusSeconds(60))).isAfter(TIME);
		assertThat(ids.unique(TIME.plusSeconds(60))).isEqualTo(TIME.plusSeconds(60));
	}

	@Test
	void lowestWhenComparedIsAboveAllBeforeAndBelowAllSince() {
		List<String> ids = Stream
			.of(EventIds.next(TIME.minusNanos(1_000)), EventIds.lowest(TIME), EventIds.next(TIME),
					EventIds.lowest(TIME.plusNanos(1_000)))
			.map(UUID::toString)
			.toList();
		assertThat(ids).isSorted();
		assertThat(EventIds.lowest(Instant.parse("1960-01-01T00:00:00Z"))).isEqualTo(EventIds.lowest(Instant.EPOCH));
		assertThat(EventIds.next(TIME).version()).isEqualTo(7);
		assertThat(EventIds.next(TIME).variant()).isEqualTo(2);
	}

}
