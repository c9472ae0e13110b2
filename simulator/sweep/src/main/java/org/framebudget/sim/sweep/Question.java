package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.framebudget.models.InputException;

/** Whether SQL is one statement that only reads: DuckDB's others write files and settings, or run what was not looked at. */
final class Question {
    private static final Set<String> READING =
            Set.of("SELECT", "WITH", "FROM", "DESCRIBE", "DESC", "SUMMARIZE", "SHOW", "EXPLAIN");
    private static final String ADVICE = " Ask with SELECT, WITH, FROM, DESCRIBE, SUMMARIZE, SHOW or EXPLAIN.";

    private final String sql;
    private final List<String> tokens = new ArrayList<>();
    private int at;

    private Question(String sql) {
        this.sql = sql;
    }

    /**
     * Only looks at how the statement begins and ends; what it says otherwise is for DuckDB to check.
     *
     * @throws InputException where it is no statement, more than one, or one that does more than read
     */
    static void check(String sql) {
        List<String> tokens = new Question(sql).scan();
        while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).equals(";")) {
            tokens.remove(tokens.size() - 1);
        }
        if (tokens.isEmpty()) {
            throw new InputException("query: the SQL is empty." + ADVICE);
        }
        if (tokens.contains(";")) {
            throw new InputException("query: there is more than one statement. Ask one at a time.");
        }
        int first = verb(tokens, 0);
        if (wordAt(tokens, first).equals("EXPLAIN")) {
            // EXPLAIN ANALYZE runs what it explains
            verb(tokens, afterOptions(tokens, first + 1));
        }
    }

    /** Place of the word that says what a statement does. */
    private static int verb(List<String> tokens, int from) {
        int place = from;
        while (wordAt(tokens, place).equals("(")) {
            place++;
        }
        String word = wordAt(tokens, place);
        if (!READING.contains(word)) {
            throw new InputException(
                    "query: " + (word.isEmpty() ? "the statement is not whole" : "'" + word + "' is not for reading")
                            + "." + ADVICE);
        }
        return place;
    }

    private static int afterOptions(List<String> tokens, int from) {
        int place = from;
        if (wordAt(tokens, place).equals("(")
                && !wordAt(tokens, place + 1).equals("(")
                && !READING.contains(wordAt(tokens, place + 1))) {
            while (place < tokens.size() && !wordAt(tokens, place).equals(")")) {
                place++;
            }
            place++;
        }
        while (Set.of("ANALYZE", "ANALYSE", "VERBOSE").contains(wordAt(tokens, place))) {
            place++;
        }
        return place;
    }

    private static String wordAt(List<String> tokens, int place) {
        return place < tokens.size() ? tokens.get(place) : "";
    }

    /** Words in capitals, other characters alone, what is quoted as a quote; no comments. */
    private List<String> scan() {
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (sql.startsWith("--", at)) {
                skipLine();
            } else if (sql.startsWith("/*", at)) {
                skipComment();
            } else if (c == '\'' || c == '"') {
                skipQuoted(c, false);
            } else if (c == '$' && skipDollarQuoted()) {
                tokens.add("'");
            } else if (isOfWord(c)) {
                word();
            } else {
                tokens.add(String.valueOf(c));
                at++;
            }
        }
        return tokens;
    }

    private void word() {
        int from = at;
        while (at < sql.length() && (isOfWord(sql.charAt(at)) || sql.charAt(at) == '$')) {
            at++;
        }
        String word = sql.substring(from, at).toUpperCase(Locale.ROOT);
        if (word.equals("E") && sql.startsWith("'", at)) {
            skipQuoted('\'', true);
        } else {
            tokens.add(word);
        }
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private void skipLine() {
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
    }

    /** Comments nest. */
    private void skipComment() {
        int depth = 0;
        do {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < sql.length());
    }

    /** A doubled quote ends and begins: the same to us. */
    private void skipQuoted(char quote, boolean escapes) {
        at++;
        while (at < sql.length() && sql.charAt(at) != quote) {
            at += escapes && sql.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
        if (escapes && sql.startsWith("'", at)) {
            skipQuoted(quote, true);
        } else {
            tokens.add("'");
        }
    }

    private boolean skipDollarQuoted() {
        int tagEnd = at + 1;
        while (tagEnd < sql.length() && isOfWord(sql.charAt(tagEnd))) {
            tagEnd++;
        }
        if (!sql.startsWith("$", tagEnd) || Character.isDigit(sql.charAt(at + 1))) {
            return false;
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        at = end < 0 ? sql.length() : end + tag.length();
        return true;
    }
}
