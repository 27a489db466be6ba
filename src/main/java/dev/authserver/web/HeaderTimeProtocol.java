package dev.authserver.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketWrapperBase;

/**
 * Closes the connections of clients who take too long over the head of a request. Tomcat
 * waits for each next byte only, so that a few bytes a minute would keep a connection for
 * hours, and a few thousand such connections everybody else out.
 */
public class HeaderTimeProtocol extends Http11NioProtocol {

	private Duration maxHeaderTime = Duration.ofSeconds(15);

	void setMaxHeaderTime(Duration maxHeaderTime) {
		this.maxHeaderTime = maxHeaderTime;
	}

	@Override
	public void start() throws Exception {
		super.start();
		getUtilityExecutor().scheduleWithFixedDelay(this::closeSlow, 1, 1, TimeUnit.SECONDS);
	}

	private void closeSlow() {
		getEndpoint().getConnections()
			.stream()
			.filter((connection) -> connection.getCurrentProcessor() instanceof Processor waiting
					&& isSlow(waiting.getRequest()))
			.forEach(SocketWrapperBase::close);
	}

	/**
	 * A connection has a processor that waits only between two pieces of a head.
	 */
	private boolean isSlow(Request request) {
		long start = request.getStartTimeNanos();
		return start >= 0 && System.nanoTime() - start > this.maxHeaderTime.toNanos();
	}

}
