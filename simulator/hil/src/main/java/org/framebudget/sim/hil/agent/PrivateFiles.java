package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** Writes files that only their owner may read: all or, where one cannot be written, none. */
final class PrivateFiles {
    private PrivateFiles() {}

    /**
     * Writes them.
     *
     * @param texts by file name
     * @throws InputException where one is there already and must not be replaced
     * @throws MachineException where the folder cannot be written
     */
    static void write(Path folder, Map<String, String> texts, boolean overwrite) {
        if (!overwrite) {
            for (String name : texts.keySet()) {
                if (Files.exists(folder.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
                    throw new InputException(
                            folder.resolve(name) + ": is there already. With --overwrite all files are made"
                                    + " anew, and what was made before is of no use any more.");
                }
            }
        }
        Map<Path, Path> moves = new LinkedHashMap<>();
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                // for its owner alone from the beginning
                Path beside = Files.createTempFile(folder, "." + text.getKey(), ".new");
                moves.put(beside, folder.resolve(text.getKey()));
                ownerOnly(beside);
                Files.writeString(beside, text.getValue(), StandardCharsets.US_ASCII);
            }
            for (Map.Entry<Path, Path> move : moves.entrySet()) {
                if (overwrite) {
                    Files.move(move.getKey(), move.getValue(), StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(move.getKey(), move.getValue());
                }
            }
        } catch (IOException e) {
            for (Path beside : moves.keySet()) {
                try {
                    Files.deleteIfExists(beside);
                } catch (IOException left) {
                    e.addSuppressed(left);
                }
            }
            throw new MachineException("The folder '" + folder + "' cannot be written: " + Agent.words(e), e);
        }
    }

    /** Temporary files are so on every POSIX system; elsewhere the list of who may do what says it. */
    private static void ownerOnly(Path file) throws IOException {
        AclFileAttributeView acl = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (acl != null && !file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            acl.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }
}
