package dev.selvage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.selvage.channel.ChannelClosedException;
import dev.selvage.context.CancelledException;
import dev.selvage.context.DeadlineExceededException;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The public surface changes only together with the files under {@code core/api}, where a reviewer sees it. */
class PublicApiTest {
    private static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("api");

    @ParameterizedTest
    @EnumSource(Published.class)
    void should_be_as_committed(Published module) throws Exception {
        // given
        Path committed = FOLDER.resolve("selvage-" + module.name().toLowerCase(Locale.ROOT) + ".txt");
        String surface = surface(module);

        // when
        if (Boolean.getBoolean("selvage.api.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(committed, surface);
        }

        // then
        assertThat(surface)
                .as("the public surface; if the change is meant, run this test with -Dselvage.api.write=true")
                .isEqualTo(Files.readString(committed));
    }

    @Test
    void should_have_these_throwables_and_no_others() throws Exception {
        List<Class<?>> throwables = new ArrayList<>();
        for (Published module : Published.values()) {
            module.publicTypes().stream()
                    .filter(Throwable.class::isAssignableFrom)
                    .forEach(throwables::add);
        }
        assertThat(throwables)
                .containsExactlyInAnyOrder(
                        CancelledException.class,
                        ChannelClosedException.class,
                        DeadlineExceededException.class,
                        GoroutineFailedException.class,
                        ScopeFailedException.class);
    }

    private static String surface(Published module) throws Exception {
        StringBuilder text = new StringBuilder();
        for (Class<?> type : module.publicTypes()) {
            text.append(header(type)).append(" {\n");
            members(type)
                    .sorted()
                    .forEach(member -> text.append("    ").append(member).append('\n'));
            text.append("}\n\n");
        }
        return text.toString();
    }

    private static String header(Class<?> type) {
        StringBuilder line = new StringBuilder(type.toGenericString());
        Type above = type.getGenericSuperclass();
        if (above != null && above != Object.class) {
            line.append(" extends ").append(above.getTypeName());
        }
        if (type.getInterfaces().length > 0) {
            line.append(type.isInterface() ? " extends " : " implements ").append(names(type.getGenericInterfaces()));
        }
        return line.toString();
    }

    private static Stream<String> members(Class<?> type) {
        Stream<Member> all = Stream.of(
                        type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream);
        return all.filter(PublicApiTest::isVisible).map(PublicApiTest::text);
    }

    private static boolean isVisible(Member member) {
        return (member.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0 && !member.isSynthetic();
    }

    private static String text(Member member) {
        String text = member instanceof Executable executable
                ? executable.toGenericString()
                : ((Field) member).toGenericString();
        return text.replace(member.getDeclaringClass().getName() + "." + member.getName(), member.getName());
    }

    private static String names(Type[] types) {
        return Arrays.stream(types).map(Type::getTypeName).collect(Collectors.joining(", "));
    }
}
