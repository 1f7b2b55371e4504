package pmuoracle.harness.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import pmuoracle.harness.conclusion.Account;
import pmuoracle.harness.conclusion.Conclusion;
import pmuoracle.harness.conclusion.Count;

/**
 * A verb that judges. What its parts counted decides how it ends, and nothing else does; in JSON it
 * is told however the verb ends.
 */
abstract class Judging implements Callable<Integer> {
  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private final Map<String, Object> told = new LinkedHashMap<>();
  private final List<Account> parts = new ArrayList<>();
  private Account beside = Account.NOTHING;

  /** Judges, telling each part by {@link #ended} when it is done. */
  abstract void judge();

  @Override
  public final Integer call() {
    try {
      judge();
      return told(conclusion(), "").exitCode();
    } catch (Throwable thrown) {
      // What was found before is not forgotten.
      Failure failure = Failure.of(thrown);
      failure.tell(output.err());
      Conclusion all =
          parts.isEmpty() ? failure.conclusion() : conclusion().and(failure.conclusion());
      return told(all, failure.message()).exitCode();
    }
  }

  Output output() {
    return output;
  }

  /** As the user writes it. */
  String verb() {
    return spec.name();
  }

  /** Something to tell in JSON beside the account. */
  void tell(String key, Object value) {
    told.put(key, value);
  }

  /** A list to tell in JSON, to which parts are added as they end. */
  List<Map<String, Object>> tellEach(String key) {
    List<Map<String, Object>> rows = new ArrayList<>();
    told.put(key, rows);
    return rows;
  }

  /** A part has ended; the row gets how, and what of it has no answer is told. */
  Conclusion ended(Account part, Map<String, Object> row) {
    parts.add(part);
    row.put("conclusion", part.conclusion().words());
    row.put("account", part.json());
    return part.conclusion();
  }

  /** So many systems that nobody named could not be had; they are no parts. */
  void skipped(long systems) {
    beside = beside.plus(Count.SKIPPED, systems);
  }

  /** How the whole ends: a divergence outweighs what has no answer, and that what agrees. */
  Conclusion conclusion() {
    return parts.stream()
        .map(Account::conclusion)
        .reduce(Conclusion::and)
        .orElse(Conclusion.INCONCLUSIVE);
  }

  /** All parts together. */
  Account account() {
    return parts.stream().reduce(beside, Account::plus);
  }

  /** Why a part, or the whole, is not simply an agreement: words to put behind it, or nothing. */
  static String doubts(Account account) {
    return account.conclusion() == Conclusion.INCONCLUSIVE
        ? "inconclusive: " + String.join(", ", account.reasons())
        : "";
  }

  private Conclusion told(Conclusion conclusion, String error) {
    if (output.isJson()) {
      List<String> reasons =
          parts.isEmpty() && error.isEmpty()
              ? Account.NOTHING.reasons()
              : parts.stream().flatMap(part -> part.reasons().stream()).distinct().toList();
      Map<String, Object> json = Failure.json(verb(), conclusion, reasons, error, account());
      json.putAll(told);
      output.json(json);
    }
    return conclusion;
  }
}
