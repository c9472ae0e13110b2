package org.framebudget.sim.hil.remote;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the user of this machine keeps what ssh needs.
 *
 * @param user the name to log in with where the target names none
 * @param knownHosts files of host keys, the user's own first
 * @param keys private keys in the order to try
 * @param agent socket of a running agent; absent without one
 */
record SshPlaces(
        String user,
        List<Path> knownHosts,
        List<Path> keys,
        @Nullable Path agent) {
    SshPlaces {
        knownHosts = List.copyOf(knownHosts);
        keys = List.copyOf(keys);
    }

    static SshPlaces ofThisUser() {
        Path ssh = Path.of(System.getProperty("user.home", "."), ".ssh");
        String socket = System.getenv("SSH_AUTH_SOCK");
        return new SshPlaces(
                System.getProperty("user.name", ""),
                List.of(ssh.resolve("known_hosts"), ssh.resolve("known_hosts2"), Path.of("/etc/ssh/ssh_known_hosts")),
                List.of(ssh.resolve("id_ed25519"), ssh.resolve("id_ecdsa"), ssh.resolve("id_rsa")),
                socket == null || socket.isBlank() ? null : Path.of(socket));
    }
}
