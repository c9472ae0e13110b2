package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The user's private keys in files.
 *
 * @param pairs those that could be read
 * @param tried what was looked at and what came of it, for messages
 */
record SshKeys(List<KeyPair> pairs, List<String> tried) {
    static SshKeys read(List<Path> files) {
        List<KeyPair> pairs = new ArrayList<>();
        List<String> tried = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                continue;
            }
            boolean[] asked = {false};
            FilePasswordProvider ask = (session, resource, attempt) -> {
                asked[0] = true;
                return null;
            };
            int before = pairs.size();
            String problem = "holds no key";
            try (InputStream in = Files.newInputStream(file)) {
                Iterable<KeyPair> found = SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, ask);
                if (found != null) {
                    found.forEach(pairs::add);
                }
            } catch (IOException | GeneralSecurityException | RuntimeException e) {
                problem = "cannot be read: " + Faults.reason(e);
            }
            if (pairs.size() > before) {
                tried.add(file.toString());
            } else {
                tried.add(file + " (" + (asked[0] ? "locked with a passphrase: 'ssh-add " + file + "' first" : problem)
                        + ")");
            }
        }
        return new SshKeys(List.copyOf(pairs), List.copyOf(tried));
    }
}
