package org.framebudget.devices;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads device profiles: the shipped ones, a user's own in {@code $FRAMEBUDGET_HOME/profiles}, and any file by
 * its path. Where a user's profile has a shipped id, the user's is used. {@code host+accelerator} attaches
 * an accelerator, {@code host+accelerator+accelerator} two of them.
 */
public final class ProfileRepository {
    private static final List<String> SHIPPED = List.of(
            "pixel-2",
            "pixel-3",
            "pixel-4",
            "pixel-6",
            "pixel-8",
            "redmi-note-12r",
            "redmi-6-pro",
            "iphone-14-pro",
            "iphone-15-pro",
            "galaxy-s24",
            "raspberry-pi-3b-plus",
            "raspberry-pi-4",
            "raspberry-pi-5",
            "coral-dev-board",
            "jetson-agx-orin",
            "sa8295p",
            "sa8775p",
            "automotive-dual-npu",
            "desktop-xeon-e5-1650",
            "cloud-gpu");
    private static final List<String> SHIPPED_ACCELERATORS = List.of("coral-usb");
    /** Hosts that a shipped accelerator was measured with, once its file was read. */
    private static final Map<String, List<String>> HOSTS = new ConcurrentHashMap<>();

    private static final List<String> SUFFIXES = List.of(".yaml", ".yml", ".json");
    /** The id of this machine's own profile. */
    public static final String HOST = "host";

    private static final String LIST = "'framebudget devices' lists the known profiles.";
    private final @Nullable Path userFolder;
    /** Used where the user has none of that name. */
    private final @Nullable Path standInFolder;

    /** With the user's own profiles where {@code FRAMEBUDGET_HOME}, or {@code ~/.config/framebudget}, holds some. */
    public ProfileRepository() {
        this(defaultUserFolder());
    }

    /** With the profiles of a folder beside the shipped ones, or the shipped ones alone. */
    public ProfileRepository(@Nullable Path userFolder) {
        this(userFolder, null);
    }

    private ProfileRepository(@Nullable Path userFolder, @Nullable Path standInFolder) {
        this.userFolder = userFolder;
        this.standInFolder = standInFolder;
    }

    /** The same with the profiles of a folder for ids that nobody has a profile of. */
    public ProfileRepository withStandIns(Path folder) {
        return new ProfileRepository(userFolder, folder);
    }

    /** True where this machine was calibrated. */
    public boolean knowsHost() {
        return userIds().contains(HOST);
    }

    /** Accelerators that attach to any host, as {@code host+accelerator}. */
    public static List<String> accelerators() {
        return SHIPPED_ACCELERATORS;
    }

    /**
     * Shipped profiles, those an accelerator was measured with, then the user's own. {@link #load} knows each of them with each
     * accelerator besides.
     */
    public List<String> ids() {
        List<String> ids = new ArrayList<>(SHIPPED);
        for (String accelerator : SHIPPED_ACCELERATORS) {
            HOSTS.computeIfAbsent(accelerator, ProfileRepository::hostsOf)
                    .forEach(host -> ids.add(host + "+" + accelerator));
        }
        for (String own : userIds()) {
            if (!ids.contains(own)) {
                ids.add(own);
            }
        }
        return List.copyOf(ids);
    }

    private static List<String> hostsOf(String accelerator) {
        String name = "profiles/accelerators/" + accelerator + ".yaml";
        return AcceleratorReader.hosts(name, ProfileFiles.resource(name));
    }

    /**
     * Reads a profile.
     *
     * @param idOrPath an id, {@code host+accelerator}, or the path of a profile file
     * @param baseDir folder that a relative path starts from
     * @throws InputException where it is unknown (with the nearest id) or broken (with file, line and key)
     */
    public DeviceProfile load(String idOrPath, Path baseDir) {
        String hostName = host(idOrPath);
        Found found = find(hostName, idOrPath, baseDir);
        ProfileFiles files = ProfileFiles.beside(found.folder());
        String text = files.textOrNull(found.relative());
        if (text == null) {
            throw ProfileReader.missing(found.shown());
        }
        DeviceProfile profile = new ProfileReader(files).read(found.shown(), text);
        if (found.byId() && !profile.id().equals(hostName)) {
            throw InputException.at(
                    found.shown(),
                    0,
                    "id",
                    "'" + profile.id() + "' is not the file's name.",
                    "Write 'id: " + hostName + "'.");
        }
        String bareId = profile.id();
        for (String accelerator : idOrPath.substring(hostName.length()).split("\\+")) {
            profile = accelerator.isEmpty() ? profile : attach(profile, bareId, accelerator, files);
        }
        return profile;
    }

    /**
     * A profile's own file as it stands, for who makes another one of it.
     *
     * @param file name for messages
     * @param text its content
     * @param folder where it and what it names lie, absent for a shipped one
     */
    public record ProfileFile(
            String file, String text, @Nullable Path folder) {}

    /**
     * Finds a profile's file; {@code host+accelerator} has none of its own.
     *
     * @throws InputException where it is unknown (with the nearest id)
     */
    public ProfileFile file(String idOrPath, Path baseDir) {
        if (plusBeforeAccelerator(idOrPath) >= 0) {
            throw new InputException(
                    "'" + idOrPath + "' is made of several profiles and has no file of its own. Name its host '"
                            + host(idOrPath) + "'.");
        }
        Found found = find(idOrPath, idOrPath, baseDir);
        String text = ProfileFiles.beside(found.folder()).textOrNull(found.relative());
        if (text == null) {
            throw ProfileReader.missing(found.shown());
        }
        return new ProfileFile(found.shown(), text, found.folder());
    }

    /**
     * The references a profile may cite: the product's, and those of a {@code citations.bib} beside it.
     *
     * @param idOrPath as for {@link #load}
     */
    public Citations citations(String idOrPath, Path baseDir) {
        return ProfileFiles.beside(find(host(idOrPath), idOrPath, baseDir).folder())
                .citations();
    }

    /** True for an id that comes with the product. */
    public static boolean isShipped(String id) {
        return SHIPPED.contains(id);
    }

    /** Position of the plus sign of {@code host+accelerator}, or -1; one in a folder's or file's name is none. */
    private static int plusBeforeAccelerator(String idOrPath) {
        int plus = idOrPath.lastIndexOf('+');
        return plus >= 0 && idOrPath.substring(plus + 1).matches(Section.ID_PATTERN) ? plus : -1;
    }

    /** What stands before the accelerators; the last part always is one where there is a plus sign before it. */
    private static String host(String idOrPath) {
        int plus = plusBeforeAccelerator(idOrPath);
        String host = plus < 0 ? idOrPath : idOrPath.substring(0, plus);
        plus = plusBeforeAccelerator(host);
        return plus >= 0 && SHIPPED_ACCELERATORS.contains(host.substring(plus + 1)) ? host(host) : host;
    }

    private static DeviceProfile attach(DeviceProfile host, String bareId, String accelerator, ProfileFiles files) {
        if (!SHIPPED_ACCELERATORS.contains(accelerator)) {
            throw new InputException("The accelerator '" + accelerator + "' is unknown. "
                    + Suggestions.advice(accelerator, SHIPPED_ACCELERATORS));
        }
        String name = "profiles/accelerators/" + accelerator + ".yaml";
        String text = files.textOrNull(name);
        if (text == null) {
            throw ProfileReader.missing(name);
        }
        return AcceleratorReader.attach(host, bareId, name, text, files);
    }

    private record Found(@Nullable Path folder, String relative, String shown, boolean byId) {}

    private Found find(String name, String asked, Path baseDir) {
        if (asked.isBlank()) {
            throw new InputException("The device profile has no name. " + LIST);
        }
        if (name.isBlank()) {
            throw new InputException("'" + asked + "' names no host. Write one before it, as in '"
                    + hosted(SHIPPED_ACCELERATORS.get(0)).get(0) + "'.");
        }
        if (name.contains("/") || name.matches("\\.{1,2}") || SUFFIXES.stream().anyMatch(name::endsWith)) {
            Path file = baseDir.resolve(name);
            Path fileName = file.getFileName();
            if (Files.isDirectory(file)) {
                throw InputException.at(name, 0, null, "is a folder.", "Give the name of the profile file in it.");
            }
            if (fileName == null || !Files.isRegularFile(file)) {
                throw ProfileReader.missing(name);
            }
            return new Found(file.toAbsolutePath().getParent(), fileName.toString(), name, false);
        }
        if (userFolder != null) {
            for (String suffix : SUFFIXES) {
                if (Files.isRegularFile(userFolder.resolve(name + suffix))) {
                    return new Found(userFolder, name + suffix, name + suffix, true);
                }
            }
        }
        if (SHIPPED.contains(name)) {
            return new Found(null, "profiles/" + name + ".yaml", "profiles/" + name + ".yaml", true);
        }
        if (standInFolder != null && Files.isRegularFile(standInFolder.resolve(name + SUFFIXES.get(0)))) {
            return new Found(standInFolder, name + SUFFIXES.get(0), name + SUFFIXES.get(0), true);
        }
        if (name.equals(HOST)) {
            throw new InputException("The profile 'host' is this machine, and nothing is measured on it yet. "
                    + "'framebudget calibrate host --quick' measures it in three minutes, without --quick better in a"
                    + " quarter of an hour.");
        }
        if (SHIPPED_ACCELERATORS.contains(name)) {
            List<String> hosted = hosted(name);
            throw new InputException("'" + name + "' attaches to any host. Name both, as in '" + hosted.get(0)
                    + "'. Measured together: " + String.join(", ", hosted) + ".");
        }
        throw new InputException("The device profile '" + asked + "' is unknown. " + Suggestions.advice(asked, ids()));
    }

    private List<String> hosted(String accelerator) {
        return ids().stream().filter(id -> id.endsWith("+" + accelerator)).toList();
    }

    private List<String> userIds() {
        List<String> ids = new ArrayList<>();
        if (userFolder == null || !Files.isDirectory(userFolder)) {
            return ids;
        }
        try (Stream<Path> entries = Files.list(userFolder)) {
            for (Path entry : entries.sorted().toList()) {
                String name = String.valueOf(entry.getFileName());
                for (String suffix : SUFFIXES) {
                    if (name.endsWith(suffix)) {
                        ids.add(name.substring(0, name.length() - suffix.length()));
                    }
                }
            }
        } catch (IOException e) {
            throw new MachineException("Cannot list the profiles in " + userFolder + ": " + e.getMessage(), e);
        }
        return ids;
    }

    /** Where a user's own profiles lie: {@code $FRAMEBUDGET_HOME/profiles}, else {@code ~/.config/framebudget/profiles}. */
    public static @Nullable Path defaultUserFolder() {
        String home = System.getenv("FRAMEBUDGET_HOME");
        if (home != null && !home.isBlank()) {
            return Path.of(home, "profiles");
        }
        String user = System.getProperty("user.home");
        return user == null ? null : Path.of(user, ".config", "framebudget", "profiles");
    }
}
