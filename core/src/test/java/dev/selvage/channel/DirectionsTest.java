package dev.selvage.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has one half of a channel cannot use it the other way. */
class DirectionsTest {
    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static List<String> errorsIn(String statement) {
        String source = "import dev.selvage.channel.*; class Uses { void use(Sender<Integer> sender,"
                + " Receiver<Integer> receiver, Channel<Integer> channel) throws Exception { " + statement + " } }";
        JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///Uses.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("-proc:none", "-implicit:none", "-cp", CLASS_PATH, "-d", "target");
        javac.getTask(null, null, found, options, null, List.of(file)).call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sender.receive();",
                "sender.tryReceive();",
                "for (Integer value : sender) {}",
                "sender.onReceive(value -> value);",
                "receiver.send(1);",
                "receiver.trySend(1);",
                "receiver.close();",
                "receiver.onSend(1, () -> 1);",
                "Channel<Integer> both = sender;",
                "Sender<Integer> other = receiver;"
            })
    void should_not_compile_the_wrong_way(String statement) {
        assertThat(errorsIn(statement)).isNotEmpty();
    }

    @Test
    void should_compile_the_right_way() {
        assertThat(errorsIn("sender.send(1); sender.close(); receiver.receive(); Sender<Integer> half = channel;"))
                .isEmpty();
    }
}
