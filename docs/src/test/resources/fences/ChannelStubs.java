import dev.selvage.channel.Channel;
import java.util.concurrent.atomic.LongAdder;

/** What the fences about channels take for granted. */
public class ChannelStubs {
    protected record Job(int number) {}

    protected final Channel<Job> jobs = Channel.buffered(16);
    protected final Channel<Job> urgent = Channel.buffered(16);
    protected final Channel<String> results = Channel.buffered(16);
    protected final LongAdder count = new LongAdder();

    protected static String work(Job job) {
        return "job " + job.number();
    }
}
