using QuantumAttributes.Keys.Approvals;
using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Keys;

/// <summary>How a ring is kept.</summary>
/// <remarks>Set up at start and not changed afterwards.</remarks>
public sealed class KeyRingOptions
{
    /// <summary>
    /// Policies that differ from <see cref="KeyPolicy.DefaultOf"/>: of a slot, or of a purpose, whose own slot stands for all of its slots that
    /// are not listed.
    /// </summary>
    public IDictionary<KeySlot, KeyPolicy> Policies { get; } = new Dictionary<KeySlot, KeyPolicy>();

    /// <summary>The slots that have a key from the start. Others get one when somebody creates it.</summary>
    public ISet<KeySlot> Slots { get; } = new HashSet<KeySlot>();

    /// <summary>Purposes whose keys are destroyed or marked compromised with approvals only. Their keys are not destroyed by the clock.</summary>
    public IDictionary<KeyPurpose, ApprovalPolicy> Approvals { get; } = new Dictionary<KeyPurpose, ApprovalPolicy>();

    /// <summary>Former protections, under which keys may still lie. They are sealed anew under the present one.</summary>
    public IList<KeyProtection> FormerProtections { get; } = [];

    /// <summary>How often the ring is read, so that changes by other processes are seen: 30 s.</summary>
    public TimeSpan RefreshInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Who the audit log says made a change: the user and the machine.</summary>
    public string Actor { get; set; } = $"{Environment.UserName}@{Environment.MachineName}";

    /// <summary>The policy of a slot.</summary>
    public KeyPolicy PolicyOf(KeySlot slot) =>
        Policies.TryGetValue(slot, out KeyPolicy? own) ? own
        : Policies.TryGetValue(slot.Purpose, out KeyPolicy? ofPurpose) ? ofPurpose
        : KeyPolicy.DefaultOf(slot.Purpose);

    /// <summary>
    /// The algorithm of a slot's next key: that of its policy where one is listed, so that changing it changes the next key; otherwise that of
    /// the key before, which somebody chose.
    /// </summary>
    internal string AlgorithmOf(KeySlot slot, string? before) =>
        before is not null && !Policies.ContainsKey(slot) && !Policies.ContainsKey(slot.Purpose) ? before : PolicyOf(slot).Algorithm;

    /// <summary>What is wrong with it, each with the option it is about.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach ((KeySlot slot, KeyPolicy policy) in Policies)
        {
            if (policy.Problem() is { } problem)
                yield return $"Policies[{slot}].{problem}";
            if (KeyFitness.Problem(slot.Purpose, policy.Algorithm) is { } unfit)
                yield return $"Policies[{slot}].Algorithm: {unfit}";
        }

        if (RefreshInterval < TimeSpan.FromMilliseconds(10) || RefreshInterval > TimeSpan.FromDays(1))
            yield return $"RefreshInterval: {RefreshInterval} is out of range. Use 10 milliseconds to 1 day.";
        if (Actor.Length is 0 or > 256)
            yield return "Actor: it has no characters, or more than 256.";
    }
}
