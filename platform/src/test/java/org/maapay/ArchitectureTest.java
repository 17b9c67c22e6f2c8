package org.maapay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.maapay.kernel.Money;

/** The dependency direction of ARCHITECTURE.md, as one table that this test holds the code to. */
class ArchitectureTest {
  private static final String ROOT = "org.maapay.";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(Money.class.getProtectionDomain().getCodeSource().getLocation());

  /** The share of top-level types that other packages cannot see; it may only grow. */
  private static final double LEAST_HIDDEN = 0.25;

  /** What every package may touch outside the platform: the language and its values. */
  private static final Set<String> EVERYBODY =
      Set.of(
          "java.io",
          "java.lang",
          "java.math",
          "java.nio.charset",
          "java.time",
          "java.util",
          "org.jspecify.annotations");

  /**
   * What a package may use.
   *
   * @param own packages of the platform
   * @param outside packages of libraries, each with all below it
   */
  private record Leave(Set<String> own, Set<String> outside) {}

  /** The whole architecture, in the order of ARCHITECTURE.md from the bottom to the top. */
  private static final Map<String, Leave> MAY_USE =
      Map.ofEntries(
          row("kernel", "", ""),
          row("background", "", "org.slf4j"),
          row("database", "kernel", "java.sql javax.sql java.nio org.flywaydb org.postgresql"),
          row("posting", "kernel database", "java.sql org.slf4j"),
          row("ledger", "kernel database posting", "java.sql java.nio java.security"),
          row("ledger.hold", "kernel database posting ledger", "java.sql org.slf4j"),
          row("ledger.statement", "kernel database ledger", "java.sql org.slf4j"),
          row("outbox", "kernel posting", "java.sql"),
          row(
              "keys",
              "kernel database",
              "java.sql java.nio java.security javax.crypto org.bouncycastle"),
          row(
              "keys.signing",
              "database keys",
              "java.sql java.nio java.security org.bouncycastle org.slf4j org.maapay.signature"),
          row("institution", "kernel ledger", ""),
          row("bank", "kernel", ""),
          row("risk", "kernel database", "java.sql"),
          row("merchant", "kernel database", "java.sql java.net"),
          row("user", "kernel database keys", "java.sql"),
          row("order", "kernel database posting outbox user", "java.sql java.security"),
          row("card", "kernel database keys", "java.sql"),
          row("mandate", "kernel database outbox posting user", "java.sql java.nio java.security"),
          row("wallet", "kernel database ledger institution bank card", ""),
          row(
              "keypad",
              "kernel database keys",
              "java.sql java.nio java.security javax.crypto org.maapay.signature"),
          row("device.webauthn", "", "java.net com.webauthn4j"),
          row("device", "kernel database keys device.webauthn", "java.sql java.nio java.security"),
          row("authorization", "kernel keypad keys device mandate", "java.sql"),
          row(
              "payment",
              "kernel database ledger outbox institution merchant user order authorization posting",
              "java.sql org.slf4j"),
          row(
              "refund",
              "kernel database ledger outbox institution merchant order posting",
              "java.sql org.slf4j"),
          row(
              "aggregate",
              "kernel database ledger institution merchant order payment",
              "java.sql org.slf4j"),
          row(
              "mode",
              "kernel database institution keys mandate order authorization payment posting user",
              "java.sql"),
          row(
              "chatbot.operators",
              "kernel database keys user",
              "java.sql java.net java.nio" + " java.security org.maapay.messaging"),
          row(
              "chatbot",
              "background kernel database keys user card ledger order outbox payment aggregate refund"
                  + " risk",
              "java.sql java.net java.nio java.security org.slf4j org.maapay.messaging"),
          // The values of JSON and HTTP know no business call; callbacks speak the same language.
          row("edge.http.json", "kernel", "java.net java.nio tools.jackson.core"),
          row(
              "edge.http",
              "database keys.signing edge.http.json edge.http.log",
              "java.sql java.net java.nio java.security org.slf4j org.maapay.signature"),
          row("edge.http.log", "database edge.http.json", "java.sql org.slf4j"),
          row(
              "notification",
              "background kernel database ledger outbox keys mandate merchant order payment refund"
                  + " aggregate chatbot edge.http.json",
              "java.sql java.net javax.net.ssl org.apache.hc org.slf4j org.maapay.signature"),
          row(
              "edge.cashier",
              "kernel database ledger institution keys user card order keypad device authorization"
                  + " payment mode posting risk chatbot edge.http edge.http.json",
              "java.sql java.security"),
          row(
              "edge.mandate",
              "kernel database keys user card keypad authorization mandate posting edge.http"
                  + " edge.http.json",
              "java.sql java.security"),
          row(
              "edge.merchant",
              "kernel database keys.signing institution mandate merchant order posting refund risk user"
                  + " aggregate mode chatbot edge.http edge.http.json",
              "java.net java.security java.sql org.maapay.signature"),
          row(
              "edge.institution",
              "institution aggregate edge.http edge.http.log",
              "java.nio java.security org.slf4j"),
          row(
              "edge.operator",
              "chatbot edge.http edge.http.log",
              "java.nio java.security org.slf4j org.maapay.messaging"));

  private static Map.Entry<String, Leave> row(String name, String own, String outside) {
    return Map.entry(name, new Leave(words(own), words(outside)));
  }

  private static Set<String> words(String text) {
    return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
  }

  @Test
  void every_package_is_in_the_table() {
    assertThat(packages()).hasSizeGreaterThan(20).isSubsetOf(MAY_USE.keySet());
  }

  @Test
  void packages_use_only_what_the_table_allows() {
    Map<String, Set<String>> excess = new TreeMap<>();
    dependencies()
        .filter(to -> isOwn(to.getTargetClass()))
        .filter(to -> !name(to.getOriginClass()).equals(name(to.getTargetClass())))
        .filter(to -> !leave(name(to.getOriginClass())).own().contains(name(to.getTargetClass())))
        .forEach(to -> note(excess, to));
    assertThat(excess).isEmpty();
  }

  @Test
  void outside_libraries_stay_where_the_table_allows_them() {
    Map<String, Set<String>> excess = new TreeMap<>();
    dependencies()
        .filter(to -> !isOwn(to.getTargetClass()))
        .filter(to -> !isWithin(to.getTargetClass(), EVERYBODY))
        .filter(to -> !isWithin(to.getTargetClass(), leave(name(to.getOriginClass())).outside()))
        .forEach(to -> note(excess, to));
    assertThat(excess).isEmpty();
  }

  @Test
  void the_table_grants_nothing_that_nobody_uses() {
    Map<String, Set<String>> unused = new TreeMap<>();
    packages().forEach(name -> unused.put(name, new TreeSet<>(leave(name).own())));
    dependencies()
        .filter(to -> isOwn(to.getTargetClass()))
        .forEach(to -> {
          var granted = unused.get(name(to.getOriginClass()));
          if (granted != null) {
            granted.remove(name(to.getTargetClass()));
          }
        });
    unused.values().removeIf(Set::isEmpty);
    assertThat(unused).isEmpty();
  }

  @Test
  void the_table_has_no_cycle() {
    for (var name : MAY_USE.keySet()) {
      assertThat(reachable(name)).as("what %s reaches", name).doesNotContain(name);
    }
  }

  @Test
  void names_say_what_a_thing_is() {
    noClasses()
        .should()
        .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl|Common|Info|Dto|DTO|VO)")
        .check(CLASSES);
  }

  @Test
  void nothing_has_a_setter() {
    noMethods().that().areNotPrivate().should().haveNameMatching("set[A-Z].*").check(CLASSES);
  }

  @Test
  void the_time_is_passed_in() {
    noClasses()
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(LocalDate.class, "now")
        .orShould()
        .callMethod(Clock.class, "systemUTC")
        .orShould()
        .callMethod(InstantSource.class, "system")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void many_types_are_hidden_in_their_package() {
    var types =
        CLASSES.stream()
            .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
            .toList();
    var hidden =
        types.stream().filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC)).count();
    double share = (double) hidden / types.size();
    System.out.printf(
        "package-private: %d of %d types, %.0f %%%n", hidden, types.size(), share * 100);
    assertThat(share).isGreaterThanOrEqualTo(LEAST_HIDDEN);
  }

  private static Stream<Dependency> dependencies() {
    return CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static Set<String> packages() {
    var found = new TreeSet<String>();
    CLASSES.forEach(type -> found.add(name(type)));
    return found;
  }

  private static Leave leave(String name) {
    return MAY_USE.getOrDefault(name, new Leave(Set.of(), Set.of()));
  }

  private static boolean isOwn(JavaClass type) {
    return CLASSES.contain(element(type).getName());
  }

  private static boolean isWithin(JavaClass type, Set<String> packages) {
    var name = element(type).getPackageName();
    return name.isEmpty()
        || packages.stream().anyMatch(all -> name.equals(all) || name.startsWith(all + "."));
  }

  private static JavaClass element(JavaClass type) {
    return type.getBaseComponentType();
  }

  private static String name(JavaClass type) {
    var name = element(type).getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : name;
  }

  private static void note(Map<String, Set<String>> excess, Dependency dependency) {
    var from = dependency.getOriginClass();
    excess
        .computeIfAbsent(name(from), _ -> new TreeSet<>())
        .add(element(dependency.getTargetClass()).getName() + " by " + from.getSimpleName());
  }

  private static Set<String> reachable(String from) {
    var seen = new TreeSet<String>();
    Deque<String> next = new ArrayDeque<>(leave(from).own());
    while (!next.isEmpty()) {
      var name = next.pop();
      if (seen.add(name)) {
        next.addAll(leave(name).own());
      }
    }
    return seen;
  }
}
