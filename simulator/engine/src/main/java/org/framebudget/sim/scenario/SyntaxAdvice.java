package org.framebudget.sim.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.framebudget.models.InputException;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/** Turns a parser's complaint into one line that says where and what would be right. */
final class SyntaxAdvice {
    private SyntaxAdvice() {}

    static InputException of(JsonProcessingException e, String source, int line, String format) {
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
                .replaceAll(": enable `.*| \\(start marker at .*", "")
                .strip();
        String words = "is not valid " + format + ": " + ended(problem);
        InputException told = InputException.at(source, at, null, words, advice(problem, format, line));
        told.initCause(e);
        return told;
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
