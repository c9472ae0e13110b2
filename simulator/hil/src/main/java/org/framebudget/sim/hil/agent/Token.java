package org.framebudget.sim.hil.agent;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/** A secret that a client shows. Its text is never printed. */
final class Token {
    private static final int RANDOM_BYTES = 32;
    private static final int LEAST_CHARS = 32;
    private static final int LEAST_DIFFERENT_CHARS = 12;
    private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_.~+/=-]{" + LEAST_CHARS + ",1024}");
    private static final String SCHEME = "Bearer ";

    private final String text;
    private final byte[] digest;

    private Token(String text) {
        this.text = text;
        this.digest = digest(text);
    }

    /**
     * One that somebody gave.
     *
     * @param where file or variable, for messages
     * @throws InputException where it could be guessed
     */
    static Token of(String given, String where) {
        String text = given.strip();
        if (!TEXT.matcher(text).matches() || text.chars().distinct().count() < LEAST_DIFFERENT_CHARS) {
            throw new InputException(
                    where + ": is no token: at least " + LEAST_CHARS + " letters and digits, of which "
                            + LEAST_DIFFERENT_CHARS
                            + " differ, drawn at random. 'framebudget agent certificates' makes one; so does: openssl rand -hex 32");
        }
        return new Token(text);
    }

    /** The token in a file that nobody else may read. */
    static Token read(Path file) {
        Pem.checkSecret(file);
        return of(Pem.text(file), file.toString());
    }

    /** 256 random bits as text. */
    static String draw() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** How a client shows it. */
    String header() {
        return SCHEME + text;
    }

    /** Whether a header shows this token; takes the same time for every wrong one. */
    boolean isIn(String header) {
        boolean scheme = header.startsWith(SCHEME);
        boolean same = MessageDigest.isEqual(digest, digest(scheme ? header.substring(SCHEME.length()) : header));
        return scheme && same;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
