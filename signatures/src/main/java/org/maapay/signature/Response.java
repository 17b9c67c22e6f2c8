package org.maapay.signature;

/** An answer as RFC 9421 sees it, beside the request that it answers. */
public record Response(int status, FieldLines fields, Request request) implements Message {}
