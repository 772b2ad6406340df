package dev.selvage.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ValuesTest {
    private static final ContextKey<String> USER = ContextKey.named("user", String.class);
    private static final ContextKey<Integer> TRIES = ContextKey.named("tries", int.class, 3);

    private final Context root = Context.background();

    @Test
    void should_show_the_nearest_value() {
        // given
        Context outer = root.with(USER, "outer");
        Context inner = outer.withCancel().with(USER, "inner").withCancel();

        // then
        assertThat(inner.get(USER)).isEqualTo("inner");
        assertThat(outer.get(USER)).isEqualTo("outer");
        assertThat(root.get(USER)).isNull();
    }

    @Test
    void should_show_the_default_when_there_is_no_value() {
        assertThat(root.get(TRIES)).isEqualTo(3);
        assertThat(root.with(TRIES, 5).get(TRIES)).isEqualTo(5);
        assertThat(TRIES.defaultValue()).isEqualTo(3);
        assertThat(USER.defaultValue()).isNull();
    }

    @Test
    void should_tell_keys_of_one_name_and_type_apart() {
        // given
        ContextKey<String> twin = ContextKey.named("user", String.class);

        // then
        assertThat(root.with(USER, "a").get(twin)).isNull();
        assertThat(root.with(USER, "a").with(twin, "b").get(USER)).isEqualTo("a");
        assertThat(USER).isNotEqualTo(twin).isEqualTo(USER).hasToString("user:String");
        assertThat(USER.name()).isEqualTo(twin.name());
        assertThat(TRIES.type()).isEqualTo(Integer.class);
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void should_refuse_when_a_raw_key_smuggles_a_wrong_type() {
        assertThatThrownBy(() -> root.with((ContextKey) USER, 42))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user:String")
                .hasMessageContaining("java.lang.Integer")
                .hasMessageNotContaining("42");
    }

    @Test
    void should_find_every_value_when_there_are_100_layers() {
        // given
        List<ContextKey<Integer>> keys = keys(100);
        Context context = root;
        for (int i = 0; i < keys.size(); i++) {
            context = context.with(keys.get(i), i).withCancel();
        }
        Context deepest = context;

        // then
        assertThat(IntStream.range(0, 100))
                .allSatisfy(i -> assertThat(deepest.get(keys.get(i))).isEqualTo(i));
    }

    @Test
    void should_find_every_value_when_there_are_1000_keys() {
        // given
        List<ContextKey<Integer>> keys = keys(1_000);
        Context context = root;
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < keys.size(); i++) {
                context = context.with(keys.get(i), i + round);
            }
        }
        Context full = context;

        // then
        assertThat(IntStream.range(0, 1_000))
                .allSatisfy(i -> assertThat(full.get(keys.get(i))).isEqualTo(i + 1));
        assertThat(full.get(USER)).isNull();
        assertThat(full.get(TRIES)).isEqualTo(3);
    }

    @Test
    void should_find_every_value_when_the_numbers_of_the_keys_collide() {
        // given: every 64th key of those made in between
        List<ContextKey<Integer>> keys =
                IntStream.range(0, 100).mapToObj(i -> keys(64).getFirst()).toList();
        Context context = root;
        for (int i = 0; i < keys.size(); i++) {
            context = context.with(keys.get(i), i);
        }
        Context full = context;

        // then
        assertThat(IntStream.range(0, 100))
                .allSatisfy(i -> assertThat(full.get(keys.get(i))).isEqualTo(i));
    }

    @Test
    void should_change_nothing_in_the_parent_when_deriving() {
        // given
        Context parent = root.with(USER, "a");

        // when
        Context one = parent.with(TRIES, 1);
        Context two = parent.with(TRIES, 2);

        // then
        assertThat(parent.get(TRIES)).isEqualTo(3);
        assertThat(one.get(TRIES)).isEqualTo(1);
        assertThat(two.get(TRIES)).isEqualTo(2);
    }

    private static List<ContextKey<Integer>> keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> ContextKey.named("key" + i, Integer.class))
                .toList();
    }
}
