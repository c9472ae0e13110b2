package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Java's own check of certificates, which also says here why it refused one. */
final class Trust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager java;
    private final Consumer<String> refusals;

    private Trust(X509ExtendedTrustManager java, Consumer<String> refusals) {
        this.java = java;
        this.refusals = refusals;
    }

    /**
     * Trusts what an authority has signed.
     *
     * @param authorities absent for those that this machine's Java knows
     * @param refusals hears why a certificate was refused
     */
    static Trust in(@Nullable List<X509Certificate> authorities, Consumer<String> refusals) {
        try {
            KeyStore store = null;
            if (authorities != null) {
                store = KeyStore.getInstance(KeyStore.getDefaultType());
                store.load(null, null);
                for (X509Certificate authority : authorities) {
                    store.setCertificateEntry("ca-" + store.size(), authority);
                }
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager found) {
                    return new Trust(found, refusals);
                }
            }
            throw new IllegalStateException("this Java has no trust manager for certificates");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e); // what every Java has, with certificates that it has read
        }
    }

    private interface Check {
        void run() throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        try {
            check.run();
        } catch (CertificateException e) {
            refusals.accept(words(chain, e));
            throw e;
        }
    }

    /** Why a certificate was refused, as the end of a sentence that begins with it. */
    static String words(X509Certificate[] chain, Throwable refusal) {
        String name = chain.length == 0
                ? "an absent certificate"
                : "the certificate '" + chain[0].getSubjectX500Principal().getName() + "'";
        for (Throwable t = refusal; t != null; t = t.getCause()) {
            if (t instanceof CertificateExpiredException) {
                return name + " has expired: " + t.getMessage();
            }
            if (t instanceof CertificateNotYetValidException) {
                return name + " is not valid yet; is the clock right? " + t.getMessage();
            }
        }
        String message = String.valueOf(refusal.getMessage());
        if (message.contains("subject alternative") || message.contains("No name matching")) {
            return name + " is for another host: " + message;
        }
        if (message.contains("unable to find valid certification path")
                || message.contains("Path does not chain")
                || message.contains("signature check failed")) {
            return name + " is not signed by the authority that is trusted here";
        }
        return name + " is not acceptable: " + message;
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain, () -> java.checkClientTrusted(chain, kind, engine));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain, () -> java.checkClientTrusted(chain, kind, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain, () -> java.checkClientTrusted(chain, kind));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) throws CertificateException {
        check(chain, () -> java.checkServerTrusted(chain, kind, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) throws CertificateException {
        check(chain, () -> java.checkServerTrusted(chain, kind, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
        check(chain, () -> java.checkServerTrusted(chain, kind));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return java.getAcceptedIssuers();
    }
}
