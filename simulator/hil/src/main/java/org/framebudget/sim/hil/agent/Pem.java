package org.framebudget.sim.hil.agent;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/** Reads certificates and keys as text (PEM). What is wrong with a file is said with its name. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END [A-Z ]*PRIVATE KEY-----");
    private static final List<String> KEY_KINDS = List.of("EC", "RSA", "Ed25519");
    private static final long MOST_BYTES = 1 << 20;

    private Pem() {}

    /** A certificate with those that vouch for it, and its key. */
    record Identity(PrivateKey key, List<X509Certificate> chain) {
        X509Certificate certificate() {
            return chain.get(0);
        }
    }

    /** The certificates of a file, at least one. */
    static List<X509Certificate> certificates(Path file) {
        List<X509Certificate> found = new ArrayList<>();
        try {
            for (var certificate : CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text(file).getBytes(StandardCharsets.UTF_8)))) {
                found.add((X509Certificate) certificate);
            }
        } catch (CertificateException e) {
            throw new InputException(file + ": is no certificate in PEM form: " + e.getMessage(), e);
        }
        if (found.isEmpty()) {
            throw new InputException(file + ": has no certificate. It begins with '-----BEGIN CERTIFICATE-----'.");
        }
        return List.copyOf(found);
    }

    /** A certificate that is valid now, with its key, which nobody else may read. */
    static Identity identity(Path certificateFile, Path keyFile, Instant now) {
        List<X509Certificate> chain = certificates(certificateFile);
        X509Certificate own = chain.get(0);
        if (own.getNotAfter().before(Date.from(now))) {
            throw new InputException(certificateFile + ": this certificate was valid until "
                    + own.getNotAfter().toInstant() + ". 'framebudget agent certificates' makes new ones.");
        }
        if (own.getNotBefore().after(Date.from(now))) {
            throw new InputException(certificateFile + ": this certificate is valid from "
                    + own.getNotBefore().toInstant() + " on, and the clock here says " + now + ".");
        }
        PrivateKey key = key(keyFile);
        if (!belongs(key, own)) {
            throw new InputException(keyFile + ": is not the key of the certificate in " + certificateFile + ".");
        }
        return new Identity(key, chain);
    }

    private static PrivateKey key(Path file) {
        checkSecret(file);
        Matcher found = KEY.matcher(text(file));
        if (!found.find()) {
            throw new InputException(file + ": has no private key. It begins with '-----BEGIN PRIVATE KEY-----'.");
        }
        if (!found.group(1).isEmpty()) {
            throw new InputException(
                    file + ": its key is of the form '" + found.group(1).strip()
                            + "'. Convert it: openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEW.key");
        }
        byte[] bytes;
        try {
            bytes = Base64.getMimeDecoder().decode(found.group(2));
        } catch (IllegalArgumentException e) {
            throw new InputException(file + ": its private key is damaged.", e);
        }
        for (String kind : KEY_KINDS) {
            try {
                return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(bytes));
            } catch (GeneralSecurityException e) {
                continue; // not of this kind
            }
        }
        throw new InputException(
                file + ": its private key is none of " + String.join(", ", KEY_KINDS) + ", or damaged.");
    }

    private static boolean belongs(PrivateKey key, X509Certificate certificate) {
        String algorithm = switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> "Ed25519";
        };
        byte[] sample = "whose key is this?".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(sample);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(sample);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Refuses a file with a secret that every user of the machine can read. */
    static void checkSecret(Path file) {
        try {
            if (Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).contains(PosixFilePermission.OTHERS_READ)) {
                throw new InputException(file
                        + ": holds a secret and can be read by every user of this machine. Run: chmod 600 " + file);
            }
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static String text(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException(file + ": is far too large for a key, a certificate or a token.");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file.", e);
        } catch (IOException e) {
            throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
