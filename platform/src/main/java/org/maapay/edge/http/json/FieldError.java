package org.maapay.edge.http.json;

/**
 * What is wrong with one field.
 *
 * @param field its name, or path such as {@code ext.a[0]}
 * @param message what is expected; never the value that was sent
 */
public record FieldError(String field, String message) {}
