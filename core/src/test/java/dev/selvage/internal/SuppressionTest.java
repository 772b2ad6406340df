package dev.selvage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class SuppressionTest {
    private final Exception primary = new Exception("primary");
    private final Exception later = new Exception("later");

    @Test
    void should_add_all_in_order_when_they_have_nothing_in_common() {
        // given
        Exception last = new Exception("later"); // equal to look at, and another

        // when
        Suppression.add(primary, later);
        Suppression.add(primary, last);

        // then
        assertThat(primary.getSuppressed()).containsExactly(later, last);
        assertThat(later.getSuppressed()).isEmpty();
    }

    @Test
    void should_add_nothing_when_it_is_the_primary_itself() {
        Suppression.add(primary, primary);
        assertThat(primary.getSuppressed()).isEmpty();
    }

    @Test
    void should_add_it_once_when_it_comes_again() {
        // when
        Suppression.add(primary, later);
        Suppression.add(primary, later);

        // then
        assertThat(primary.getSuppressed()).containsExactly(later);
    }

    @Test
    void should_add_nothing_when_it_lies_deep_in_the_primary() {
        // given
        Exception middle = new Exception("middle", later);
        primary.addSuppressed(new Exception("another"));
        primary.addSuppressed(middle);

        // when
        Suppression.add(primary, later);

        // then
        assertThat(primary.getSuppressed()).hasSize(2).contains(middle);
    }

    @Test
    void should_make_no_cycle_when_the_primary_lies_in_it_as_a_cause() {
        // given
        Exception wrapper = new Exception("wrapper", new Exception("middle", primary));

        // when
        Suppression.add(primary, wrapper);

        // then
        assertThat(primary.getSuppressed()).isEmpty();
    }

    @Test
    void should_make_no_cycle_when_the_primary_lies_in_it_as_suppressed() {
        // given
        later.addSuppressed(new Exception("middle", primary));

        // when
        Suppression.add(primary, later);

        // then
        assertThat(primary.getSuppressed()).isEmpty();
    }

    @Test
    void should_end_when_there_is_a_cycle_already() {
        // given
        Exception inside = new Exception("inside");
        primary.addSuppressed(inside);
        inside.initCause(primary);
        later.addSuppressed(new Exception("back", later));

        // when
        Suppression.add(primary, later);

        // then
        assertThat(primary.getSuppressed()).containsExactly(inside, later);
    }

    @Test
    void should_need_no_deep_stack_when_the_chain_is_long() {
        // given
        Exception chain = later;
        for (int i = 0; i < 100_000; i++) {
            chain = new Link(chain);
        }
        Exception longest = chain;

        // when
        assertThatCode(() -> Suppression.add(longest, later)).doesNotThrowAnyException();
        assertThatCode(() -> Suppression.add(primary, longest)).doesNotThrowAnyException();

        // then
        assertThat(longest.getSuppressed()).isEmpty();
        assertThat(primary.getSuppressed()).containsExactly(longest);
    }

    @Test
    void should_do_nothing_when_the_primary_takes_none() {
        // given
        Exception closed = new Exception("closed", null, false, true) {};

        // when
        Suppression.add(closed, later);

        // then
        assertThat(closed.getSuppressed()).isEmpty();
    }

    /** One of many, so without a stack trace. */
    private static final class Link extends Exception {
        private static final long serialVersionUID = 1;

        Link(Exception cause) {
            super("link", cause, true, false);
        }
    }
}
