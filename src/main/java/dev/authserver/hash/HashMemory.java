package dev.authserver.hash;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;

/**
 * The memory that all hashes share, so that those which take much of it wait for each
 * other instead of using up the heap. What a hash of this server's own cost has used is
 * kept for the next one, so that a login leaves next to nothing for the garbage
 * collector, until other hashes need the room.
 */
public class HashMemory {

	/**
	 * Lets hashes in in the order of their arrival: one that takes much memory would
	 * otherwise wait as long as smaller ones come.
	 */
	private final ReentrantLock door = new ReentrantLock(true);

	private final ReentrantLock lock = new ReentrantLock();

	private final Condition released = this.lock.newCondition();

	private final int roomKib;

	private final int ownKib;

	/**
	 * Memory that no hash uses at the moment, which counts as taken.
	 */
	private final Deque<BlockPool> idle = new ArrayDeque<>();

	private int takenKib;

	/**
	 * @param roomKib for all hashes together
	 * @param ownKib working memory of a hash that this server makes
	 */
	public HashMemory(int roomKib, int ownKib) {
		this.roomKib = Math.max(roomKib, ownKib);
		this.ownKib = ownKib;
	}

	/**
	 * Whether a hash fits at all.
	 */
	public boolean fits(HashCost cost) {
		return cost.memoryKib() <= this.roomKib;
	}

	/**
	 * Takes the memory of one hash, as soon as there is room.
	 */
	public Lease take(HashCost cost) {
		if (!fits(cost)) {
			throw new IllegalArgumentException("There is never room for " + cost);
		}
		if (cost.memoryKib() == 0) {
			return new Lease(0, new FixedBlockPool(1));
		}
		this.door.lock();
		try {
			this.lock.lock();
			try {
				return takeInTurn(cost.memoryKib());
			}
			finally {
				this.lock.unlock();
			}
		}
		finally {
			this.door.unlock();
		}
	}

	private Lease takeInTurn(int kib) {
		while (kib != this.ownKib || this.idle.isEmpty()) {
			if (this.takenKib + kib <= this.roomKib) {
				this.takenKib += kib;
				return new Lease(kib, new FixedBlockPool((kib == this.ownKib) ? kib : 1));
			}
			if (!forgetIdle()) {
				this.released.awaitUninterruptibly();
			}
		}
		return new Lease(kib, this.idle.pop());
	}

	private boolean forgetIdle() {
		if (this.idle.poll() == null) {
			return false;
		}
		this.takenKib -= this.ownKib;
		return true;
	}

	/**
	 * Forgets what one hash has left, if there is any.
	 */
	public void forget() {
		this.lock.lock();
		try {
			forgetIdle();
			this.released.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	private void release(Lease lease) {
		this.lock.lock();
		try {
			if (lease.kib == this.ownKib) {
				this.idle.push(lease.blocks);
			}
			else {
				this.takenKib -= lease.kib;
			}
			this.released.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Memory of one hash until it is closed.
	 */
	public final class Lease implements AutoCloseable {

		private final int kib;

		private final BlockPool blocks;

		private Lease(int kib, BlockPool blocks) {
			this.kib = kib;
			this.blocks = blocks;
		}

		BlockPool blocks() {
			return this.blocks;
		}

		@Override
		public void close() {
			release(this);
		}

	}

}
