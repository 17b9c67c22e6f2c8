package org.maapay.simulator.operator;

import java.util.Map;

/** What an operator's interface works with. */
public record Inside(
    Operator.Setup setup,
    Map<String, RegisteredChatbot> chatbots,
    Operator.Surroundings around,
    FaultSwitches faults,
    Callbacks callbacks,
    Downlinks downlinks,
    Network network) {}
