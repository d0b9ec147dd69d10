package org.healthai.it;

import java.nio.file.Path;
import java.util.List;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.policy.IndividualDeadLetterStrategy;
import org.apache.activemq.broker.region.policy.PolicyEntry;
import org.apache.activemq.broker.region.policy.PolicyMap;
import org.apache.activemq.broker.region.policy.SharedDeadLetterStrategy;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.security.AuthenticationUser;
import org.apache.activemq.security.SimpleAuthenticationPlugin;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;

/**
 * ActiveMQ Classic as hospitals run it: persistent, every message on the disk before it is
 * acknowledged, nobody without a login. Started as a process of its own by {@link Broker}.
 */
final class BrokerProcess {
  private static final long MEMORY = 64L << 20;
  private static final long STORE = 1L << 30;

  private BrokerProcess() {}

  /** Runs a broker until it is ended: directory, port, user, password. */
  public static void main(String[] arguments) throws Exception {
    BrokerService broker = new BrokerService();
    broker.setBrokerName("healthai-it");
    broker.setUseJmx(false);
    broker.setPersistenceAdapter(store(Path.of(arguments[0])));
    broker.setPlugins(new BrokerPlugin[] {login(arguments[2], arguments[3])});
    broker.setDestinationPolicy(policy());
    broker.getSystemUsage().getMemoryUsage().setLimit(MEMORY);
    broker.getSystemUsage().getStoreUsage().setLimit(STORE);
    broker.getSystemUsage().getTempUsage().setLimit(STORE);
    broker.addConnector("tcp://localhost:" + arguments[1]);
    broker.start();
    broker.waitUntilStopped();
  }

  private static KahaDBPersistenceAdapter store(Path directory) {
    KahaDBPersistenceAdapter store = new KahaDBPersistenceAdapter();
    store.setDirectory(directory.toFile());
    store.setJournalDiskSyncStrategy("always");
    return store;
  }

  private static SimpleAuthenticationPlugin login(String user, String password) {
    return new SimpleAuthenticationPlugin(List.of(new AuthenticationUser(user, password, "users")));
  }

  private static PolicyMap policy() {
    IndividualDeadLetterStrategy deadLetters = new IndividualDeadLetterStrategy();
    deadLetters.setQueuePrefix("DLQ.");
    PolicyEntry everything = new PolicyEntry();
    everything.setDeadLetterStrategy(deadLetters);
    PolicyMap policy = new PolicyMap();
    policy.setPolicyEntries(List.of(givenUp("healthai.jobs"), givenUp("healthai.jobs.apart")));
    policy.setDefaultEntry(everything);
    return policy;
  }

  /** As docs/operations.md has it: what is given up goes where servers read it. */
  private static PolicyEntry givenUp(String queue) {
    SharedDeadLetterStrategy strategy = new SharedDeadLetterStrategy();
    strategy.setDeadLetterQueue(new ActiveMQQueue("healthai.jobs.dead"));
    PolicyEntry entry = new PolicyEntry();
    entry.setQueue(queue);
    entry.setDeadLetterStrategy(strategy);
    return entry;
  }
}
