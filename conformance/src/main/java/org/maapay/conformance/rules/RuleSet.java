package org.maapay.conformance.rules;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.maapay.conformance.target.StageResolver;

/** A class of rules; it is given the run's stage. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(StageResolver.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@interface RuleSet {}
