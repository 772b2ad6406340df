package dev.selvage.testkit.internal.explore;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schedule that a system property asks for. A token that was no test's is said in the log, at the end of the JVM. */
public final class Requested {
    /** Holds a token: the test that it belongs to runs that one schedule. */
    static final String SETTING = "selvage.sim.replay";

    private static final Logger LOG = LoggerFactory.getLogger(Requested.class);

    /** How many tests ran that each token does not belong to. */
    private static final Map<String, AtomicInteger> OTHERS = new ConcurrentHashMap<>();

    /** The tokens whose test has run. */
    private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Requested::complain, "selvage-replay"));
    }

    private Requested() {}

    /** From now on a token is not passed over in silence when this JVM ends, though no simulation should run. */
    public static void watch() {
        // loading the class has done it
    }

    /**
     * The token, if one is given and it belongs to this test.
     *
     * @throws IllegalArgumentException if what is given is none
     */
    static @Nullable Token of(String test) {
        String text = System.getProperty(SETTING);
        if (text == null || text.isBlank()) {
            return null;
        }
        Token token = Token.of(text);
        if (token.test() != test.hashCode()) {
            OTHERS.computeIfAbsent(text, any -> new AtomicInteger()).incrementAndGet();
            return null;
        }
        FOUND.add(text);
        LOG.info("{} runs the one schedule of {}={}", test, SETTING, text);
        return token;
    }

    private static void complain() {
        String asked = System.getProperty(SETTING);
        if (asked != null && !asked.isBlank()) {
            OTHERS.computeIfAbsent(asked, any -> new AtomicInteger());
        }
        OTHERS.forEach((text, others) -> {
            if (!FOUND.contains(text)) {
                LOG.warn(
                        "The token of {}={} is of none of the {} simulations that ran in this JVM, which explored as ever. It is of"
                                + " one test alone, by its name: was that one run, and has it still the name of then?",
                        SETTING,
                        text,
                        others);
            }
        });
    }
}
