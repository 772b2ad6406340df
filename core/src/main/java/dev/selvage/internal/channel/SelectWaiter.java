package dev.selvage.internal.channel;

/** The wait of a select at one exchange; the select waits at others as well. */
final class SelectWaiter extends Waiter {
    private final Selection selection;
    private final int index;
    private final boolean awaitsLast;

    SelectWaiter(ExchangeCase at, Selection selection, int index, boolean awaitsLast) {
        super(at.exchange(), at.value());
        this.selection = selection;
        this.index = index;
        this.awaitsLast = awaitsLast;
    }

    @Override
    boolean claim() {
        return selection.claim(index);
    }

    @Override
    boolean awaitsLast() {
        return awaitsLast;
    }

    @Override
    Thread thread() {
        return selection.thread();
    }

    @Override
    public boolean now() {
        return selection.now();
    }
}
