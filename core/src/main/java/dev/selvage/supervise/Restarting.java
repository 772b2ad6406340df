package dev.selvage.supervise;

import java.time.Duration;
import java.util.List;

/** Who is restarted with a child that ended, in which order, and when. Only the supervisor's thread. */
final class Restarting {
    private final SupervisorOptions options;

    Restarting(SupervisorOptions options) {
        this.options = options;
    }

    /** It and those restarted with it, in the order of their start. */
    List<Member> group(Member crashed, List<Member> members) {
        return switch (options.strategy()) {
            case ONE_FOR_ONE -> List.of(crashed);
            case ONE_FOR_ALL -> members;
            case REST_FOR_ONE -> members.subList(members.indexOf(crashed), members.size());
        };
    }

    /** The group has stopped: the first that starts waits until it is due, the others wait for it. */
    void putOff(List<Member> group, Member crashed, long now, long due) {
        boolean inTurn = options.strategy() != Strategy.ONE_FOR_ONE;
        boolean first = true;
        for (Member member : group) {
            if (member == crashed || isStartedAgain(member)) {
                member.waitFrom(first ? ChildState.BACKING_OFF : ChildState.WAITING, inTurn, first ? due : now);
                first = false;
            }
        }
    }

    private static boolean isStartedAgain(Member member) {
        return member.state() == ChildState.STOPPED && member.child.restart() != Restart.TEMPORARY;
    }

    /** How long a restart is put off, after so many in a row. */
    Duration backOff(int before) {
        Duration longer = options.backOff();
        for (int i = 0; i < before && !longer.isZero() && longer.compareTo(options.maxBackOff()) < 0; i++) {
            longer = longer.multipliedBy(2);
        }
        return longer.compareTo(options.maxBackOff()) < 0 ? longer : options.maxBackOff();
    }
}
