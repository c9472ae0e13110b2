package org.framebudget.devices;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns a parser's complaint about YAML or JSON into one line that says where and what would be right. */
public final class SyntaxAdvice {
    private static final Pattern UNEXPECTED =
            Pattern.compile("Unexpected character \\((.*) \\(code [^)]*\\)\\):? ?(.*)");
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '(.*)': was expecting .*");

    private SyntaxAdvice() {}

    /**
     * The error to throw.
     *
     * @param source file name, or the argument that holds the text
     * @param line where the parser stopped, 0 where lines mean nothing to the user
     * @param format {@code YAML} or {@code JSON}
     */
    public static InputException of(JsonProcessingException e, String source, int line, String format) {
        String problem = e.getOriginalMessage() == null ? "broken" : e.getOriginalMessage();
        int at = line;
        if (e.getCause() instanceof MarkedYAMLException yaml) {
            problem = yaml.getProblem();
            // the mark counts from 0; a scenario's --set has no lines
            at = line > 0 && yaml.getProblemMark() != null
                    ? yaml.getProblemMark().getLine() + 1
                    : line;
        }
        if (problem.contains("TAB")) {
            problem = "there is a tab where a value or its indentation should be";
        }
        // the parser also tells how a program would call it; that is not for the user
        problem = problem.lines()
                .findFirst()
                .orElse("broken")
                .replaceAll(": enable `.*| \\(start marker at .*|, from `[^`]*`", "")
                .strip();
        problem = inPlainWords(problem);
        String words = "is not valid " + format + ": " + ended(problem);
        InputException told = InputException.at(source, at, null, words, advice(problem, format, line));
        told.initCause(e);
        return told;
    }

    /** What a reader of the file sees, for what the parser says of its own types and tokens. */
    private static String inPlainWords(String problem) {
        Matcher unexpected = UNEXPECTED.matcher(problem);
        if (unexpected.matches()) {
            String wanted = unexpected
                    .group(2)
                    .replace("was expecting", "expected")
                    .replaceAll("\\b(Object|Array) entries", "entries");
            return "found " + unexpected.group(1) + (wanted.isEmpty() ? "" : ", " + wanted);
        }
        Matcher token = TOKEN.matcher(problem);
        if (token.matches()) {
            return "'" + token.group(1) + "' is no value";
        }
        if (problem.startsWith("Unexpected end-of-input")) {
            return "the text ends in the middle of a value";
        }
        if (problem.startsWith("Trailing token")) {
            return "something follows after its end";
        }
        if (problem.startsWith("Expected a field name")) {
            return "a list or mapping stands where a key should be";
        }
        return problem;
    }

    private static String advice(String problem, String format, int line) {
        if (line == 0) {
            return "Check quotes and brackets.";
        }
        if (problem.contains("a tab")) {
            return "Use spaces.";
        }
        if (problem.contains("NaN") || problem.contains("Infinity")) {
            return "Give a finite number.";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "Put text that holds ': ' in quotes, and check the indentation.";
        }
        if (problem.contains("special characters") || problem.contains("CTRL-CHAR")) {
            return "Remove the control character.";
        }
        return format.equals("JSON")
                ? "Check commas, quotes and brackets up to this line."
                : "Check indentation, quotes and brackets up to this line.";
    }

    private static String ended(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }
}
