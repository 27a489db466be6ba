package dev.authserver.session;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Persistable;

/**
 * One login of a user, on one device. Of its refresh token only the hash is kept; the
 * login of an admin by the form has none.
 */
@Entity
@Table(name = "sessions")
class Session implements Persistable<UUID> {

	@Id
	private UUID id;

	@Column(nullable = false)
	private long userId;

	@Column(length = 64)
	private @Nullable String tokenHash;

	@Column(length = ReplacedTokens.MAX_LENGTH)
	private @Nullable String replacedTokens;

	@Column(nullable = false)
	private Instant createdAt;

	@Column(nullable = false)
	private Instant lastUsedAt;

	@Column(nullable = false)
	private Instant expiresAt;

	@Column(length = Client.MAX_USER_AGENT)
	private @Nullable String userAgent;

	@Column(length = Client.MAX_ADDRESS)
	private @Nullable String address;

	@SuppressWarnings("NullAway.Init")
	protected Session() {
	}

	Session(UUID id, long userId, @Nullable String tokenHash, Instant createdAt, Instant expiresAt, Client client) {
		this.id = id;
		this.userId = userId;
		this.tokenHash = tokenHash;
		this.createdAt = createdAt;
		this.lastUsedAt = createdAt;
		this.expiresAt = expiresAt;
		this.userAgent = client.userAgent();
		this.address = client.address();
	}

	@Override
	public UUID getId() {
		return this.id;
	}

	/**
	 * It is stored once and then only changed by statements.
	 */
	@Override
	public boolean isNew() {
		return true;
	}

	SessionView view(@Nullable UUID current) {
		return new SessionView(this.id, this.createdAt, this.lastUsedAt, this.expiresAt, this.userAgent, this.address,
				this.id.equals(current));
	}

}
