package dev.selvage.testkit.internal.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Constructor;
import org.slf4j.LoggerFactory;

/**
 * Ways to look into {@code java.lang}: through the package opened by {@code --add-opens}, or, with no flag, through the
 * constructor that the JDK keeps for serialization libraries.
 */
final class Lookups {
    /** {@code opened}: only if the package is opened by a flag. Anything else: whatever works. */
    static final String ACCESS = "selvage.sim.access";

    /** The value that makes a lookup trusted; {@code MethodHandles.Lookup.TRUSTED}. */
    private static final int TRUSTED = -1;

    private Lookups() {}

    /** A lookup with all rights in {@code type}, which is in {@code java.lang}. */
    static Lookup into(Class<?> type) throws ReflectiveOperationException {
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup());
        } catch (IllegalAccessException closed) {
            if ("opened".equals(System.getProperty(ACCESS))) {
                throw new IllegalAccessException("java.lang is not open, and -D" + ACCESS
                        + "=opened forbids any other way: run the tests with " + flag());
            }
            LoggerFactory.getLogger(Lookups.class)
                    .info(
                            "java.lang is not open to the simulation, so it goes by way of ReflectionFactory; run tests with {} "
                                    + "for the clean way",
                            flag());
            return trusted();
        }
    }

    /** The flag that opens {@code java.lang} to this module. */
    static String flag() {
        Module module = Lookups.class.getModule();
        return "--add-opens java.base/java.lang=" + (module.isNamed() ? module.getName() : "ALL-UNNAMED");
    }

    private static Lookup trusted() throws ReflectiveOperationException {
        Class<?> factory = Class.forName("sun.reflect.ReflectionFactory");
        Object instance = factory.getMethod("getReflectionFactory").invoke(null);
        Constructor<?> hidden = Lookup.class.getDeclaredConstructor(Class.class, Class.class, int.class);
        Constructor<?> open =
                (Constructor<?>) factory.getMethod("newConstructorForSerialization", Class.class, Constructor.class)
                        .invoke(instance, Lookup.class, hidden);
        return (Lookup) open.newInstance(Object.class, null, TRUSTED);
    }
}
