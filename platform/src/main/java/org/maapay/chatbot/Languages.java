package org.maapay.chatbot;

import org.maapay.database.Database;
import org.maapay.kernel.MobileNumber;
import org.maapay.user.Persons;

/** In which language each user is spoken to. */
final class Languages {
  private final Database database;
  private final Persons persons;
  private final Speeches speeches = new Speeches();

  Languages(Database database, Persons persons) {
    this.database = database;
    this.persons = persons;
  }

  /** Who writes what is understood is spoken to in that language from now on. */
  Speech in(MobileNumber user, String text, boolean understood) {
    var named = Speech.named(text);
    var written = named.or(() -> Speech.in(text));
    if (written.isEmpty()) {
      return of(user);
    }
    if (named.isPresent() || understood) {
      choose(user, written.get());
    }
    return written.get();
  }

  Speech of(MobileNumber user) {
    var person = Person.of(persons.index(user));
    return database.read(tx -> speeches.of(tx, person));
  }

  void choose(MobileNumber user, Speech speech) {
    if (of(user) != speech) {
      var person = Person.of(persons.index(user));
      database.run(tx -> speeches.choose(tx, person, speech));
    }
  }
}
