package dev.authserver.hash;

/**
 * What a check of a password against a hash takes.
 *
 * @param algorithm of the hash; only costs of the same algorithm compare
 * @param memoryKib working memory in KiB, 0 where it does not matter
 * @param work the computation, in a unit of the algorithm's own: the more, the longer
 */
public record HashCost(String algorithm, int memoryKib, long work) {

	HashCost(String algorithm, long work) {
		this(algorithm, 0, work);
	}

}
