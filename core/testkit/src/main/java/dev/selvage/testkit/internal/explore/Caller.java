package dev.selvage.testkit.internal.explore;

import dev.selvage.testkit.Simulation;
import dev.selvage.testkit.internal.Written;
import dev.selvage.testkit.internal.jdk.TestMethods;
import java.lang.StackWalker.Option;
import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names a simulation after the code that asks for it. The name is the same in every JVM, and after an edit elsewhere: no numbers of
 * lines or lambdas are in it.
 */
public final class Caller {
    private static final Pattern NUMBER = Pattern.compile("\\$\\d+");

    /** The places from which each method explores, in the order in which they were first reached. */
    private static final Map<String, List<String>> PLACES = new ConcurrentHashMap<>();

    private Caller() {}

    /**
     * The name of the simulation that the caller of {@link Simulation} asks for: of the test that it is called from, by whatever
     * helper; where the stack shows none, of the outermost method of the calling file.
     */
    public static String name() {
        List<StackFrame> frames = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE)
                .walk(all -> all.dropWhile(frame -> isOurs(frame)).toList());
        for (int i = frames.size() - 1; i >= 0; i--) {
            String test = TestMethods.name(frames.get(i));
            if (!test.isEmpty()) {
                return numbered(test, frames.subList(0, i + 1));
            }
        }
        String file = topLevel(frames.getFirst());
        List<StackFrame> own =
                frames.stream().filter(frame -> topLevel(frame).equals(file)).toList();
        StackFrame outermost = own.getLast();
        return numbered(
                withoutNumbers(outermost.getClassName()) + "#" + Written.method(outermost.getMethodName()), own);
    }

    private static String numbered(String method, List<StackFrame> calls) {
        String place = calls.stream()
                .map(frame -> frame.getMethodName() + frame.getByteCodeIndex())
                .collect(Collectors.joining(" "));
        int number = number(place, PLACES.computeIfAbsent(method, any -> new ArrayList<>()));
        return number == 1 ? method : method + "(" + number + ")";
    }

    private static boolean isOurs(StackFrame frame) {
        String name = frame.getClassName();
        return name.equals(Caller.class.getName()) || name.equals(Simulation.class.getName());
    }

    private static String topLevel(StackFrame frame) {
        String name = frame.getClassName();
        int inner = name.indexOf('$');
        return inner <= 0 ? name : name.substring(0, inner);
    }

    /** Anonymous and local classes have them. */
    private static String withoutNumbers(String type) {
        return NUMBER.matcher(type).replaceAll("");
    }

    private static int number(String place, List<String> known) {
        synchronized (known) {
            if (!known.contains(place)) {
                known.add(place);
            }
            return known.indexOf(place) + 1;
        }
    }
}
