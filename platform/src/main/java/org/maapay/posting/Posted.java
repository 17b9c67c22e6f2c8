package org.maapay.posting;

/**
 * What became of an entry.
 *
 * @param again whether it was run before and nobody knows what came of that: a refusal may then be
 *     its own doing
 */
public record Posted(Verdict verdict, boolean again) {}
