package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** Makes what an agent and its clients need to know each other: an authority, and a certificate of its for either side. */
final class Certificates {
    static final String CA = "ca.pem";
    static final String CA_KEY = "ca.key";
    static final String SERVER = "server.pem";
    static final String SERVER_KEY = "server.key";
    static final String CLIENT = "client.pem";
    static final String CLIENT_KEY = "client.key";
    static final String TOKEN = "token";

    private static final String SIGNATURE = "SHA256withECDSA";
    private static final int SERIAL_BITS = 126;

    /** Clocks differ, and a device without one starts in the past. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private final Instant from;
    private final Instant to;
    private final KeyPair authorityKey = newKey();
    private final X500Name authority = name("Framebudget agents");

    private Certificates(Instant now, Duration valid) {
        this.from = now.minus(BEFORE);
        this.to = now.plus(valid);
    }

    /**
     * The texts of all files, by name.
     *
     * @param hosts names and addresses by which clients call the agent
     */
    static Map<String, String> make(List<String> hosts, Instant now, Duration valid) {
        return new Certificates(now, valid).files(hosts);
    }

    private Map<String, String> files(List<String> hosts) {
        List<GeneralName> names = new ArrayList<>();
        for (String host : hosts) {
            names.add(new GeneralName(isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host));
        }
        KeyPair server = newKey();
        KeyPair client = newKey();
        Map<String, String> files = new LinkedHashMap<>();
        try {
            files.put(CA, text(new JcaMiscPEMGenerator(authority())));
            files.put(CA_KEY, text(new JcaPKCS8Generator(authorityKey.getPrivate(), null)));
            files.put(
                    SERVER,
                    text(new JcaMiscPEMGenerator(
                            signed(name("Framebudget agent"), server, KeyPurposeId.id_kp_serverAuth, names))));
            files.put(SERVER_KEY, text(new JcaPKCS8Generator(server.getPrivate(), null)));
            files.put(
                    CLIENT,
                    text(new JcaMiscPEMGenerator(
                            signed(name("Framebudget client"), client, KeyPurposeId.id_kp_clientAuth, List.of()))));
            files.put(CLIENT_KEY, text(new JcaPKCS8Generator(client.getPrivate(), null)));
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e); // nothing here comes from outside but names that were checked
        }
        files.put(TOKEN, Token.draw() + "\n");
        return files;
    }

    /** Of numbers alone, or with a colon: an address; anything else is a name. */
    static boolean isAddress(String host) {
        return host.contains(":") || host.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    }

    private static X500Name name(String common) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, common).build();
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has this curve
        }
    }

    private JcaX509v3CertificateBuilder builder(X500Name subject, KeyPair key)
            throws IOException, GeneralSecurityException {
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                authority,
                new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS),
                Date.from(from),
                Date.from(to),
                subject,
                key.getPublic());
        JcaX509ExtensionUtils extensions = new JcaX509ExtensionUtils();
        builder.addExtension(
                Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(key.getPublic()));
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                extensions.createAuthorityKeyIdentifier(authorityKey.getPublic()));
        return builder;
    }

    private X509CertificateHolder authority() throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder = builder(authority, authorityKey)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        return sign(builder);
    }

    private X509CertificateHolder signed(X500Name subject, KeyPair key, KeyPurposeId purpose, List<GeneralName> hosts)
            throws IOException, GeneralSecurityException, OperatorCreationException {
        X509v3CertificateBuilder builder = builder(subject, key)
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
        if (!hosts.isEmpty()) {
            builder.addExtension(
                    Extension.subjectAlternativeName, false, new GeneralNames(hosts.toArray(GeneralName[]::new)));
        }
        return sign(builder);
    }

    private X509CertificateHolder sign(X509v3CertificateBuilder builder) throws OperatorCreationException {
        return builder.build(new JcaContentSignerBuilder(SIGNATURE).build(authorityKey.getPrivate()));
    }

    private static String text(PemObjectGenerator content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(content);
        }
        return text.toString();
    }
}
