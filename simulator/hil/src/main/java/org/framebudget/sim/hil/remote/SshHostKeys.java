package org.framebudget.sim.hil.remote;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.Signature;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** Takes a server's key only where a {@code known_hosts} file has it, and never adds one. */
final class SshHostKeys implements ServerKeyVerifier {
    private final RemoteTarget target;
    private final List<Path> files;
    private final List<Known> known = new ArrayList<>();
    private volatile @Nullable String refusal;

    private record Known(Path file, int line, boolean revoked, String type, PublicKey key) {}

    SshHostKeys(RemoteTarget target, List<Path> files) {
        this.target = target;
        this.files = files;
        files.stream().filter(Files::isReadable).forEach(this::read);
    }

    private void read(Path file) {
        List<String> lines;
        try {
            lines = Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException e) {
            throw new MachineException("Cannot read " + file + ": " + Faults.reason(e), e);
        }
        for (int i = 0; i < lines.size(); i++) {
            try {
                KnownHostEntry entry = KnownHostEntry.parseKnownHostEntry(lines.get(i));
                if (entry == null
                        || entry.getKeyEntry() == null
                        || "cert-authority".equals(entry.getMarker())
                        || !entry.isHostMatch(target.host(), target.port())) {
                    continue;
                }
                PublicKey key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
                if (key != null) {
                    known.add(new Known(
                            file,
                            i + 1,
                            "revoked".equals(entry.getMarker()),
                            entry.getKeyEntry().getKeyType(),
                            key));
                }
            } catch (RuntimeException | IOException | GeneralSecurityException e) {
                continue; // a line that ssh itself would pass over
            }
        }
    }

    /**
     * Kinds of keys that are known of this host come first: a server with several shows the first kind that it is asked for, and
     * one that is not on file would look like a stranger's.
     */
    List<NamedFactory<Signature>> ordered(List<NamedFactory<Signature>> signatures) {
        List<NamedFactory<Signature>> first = new ArrayList<>();
        List<NamedFactory<Signature>> rest = new ArrayList<>();
        for (NamedFactory<Signature> signature : signatures) {
            String type = KeyUtils.getCanonicalKeyType(signature.getName());
            (known.stream().anyMatch(one -> one.type().equals(type)) ? first : rest).add(signature);
        }
        first.addAll(rest);
        return first;
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        List<Known> same = known.stream()
                .filter(one -> KeyUtils.compareKeys(one.key(), key))
                .toList();
        Known revoked = same.stream().filter(Known::revoked).findFirst().orElse(null);
        String shown = KeyUtils.getKeyType(key) + " " + KeyUtils.getFingerPrint(key);
        if (revoked != null) {
            refusal = "the key that the server shows (" + shown + ") is marked as revoked in " + revoked.file() + ":"
                    + revoked.line() + ".";
            return false;
        }
        if (!same.isEmpty()) {
            return true;
        }
        Known other = known.stream().filter(one -> !one.revoked()).findFirst().orElse(null);
        refusal = other == null
                ? "the server is unknown and shows the key " + shown + ". If that is what the device itself says"
                        + " (ssh-keygen -lf /etc/ssh/ssh_host_…_key.pub), connect to it once with 'ssh "
                        + (target.port() == RemoteTarget.SSH_PORT ? "" : "-p " + target.port() + " ")
                        + (target.user() == null ? "" : target.user() + "@") + target.host() + "' and say yes, which"
                        + " writes the key to " + files.get(0) + "."
                : "the server shows the key " + shown + ", but " + other.file() + ":" + other.line() + " knows it by "
                        + other.type() + " " + KeyUtils.getFingerPrint(other.key())
                        + ". Either it was set up anew, then remove that line, or someone stands between.";
        return false;
    }

    /** Why the server's key was refused; absent where it was not. */
    @Nullable
    String refusal() {
        return refusal;
    }
}
