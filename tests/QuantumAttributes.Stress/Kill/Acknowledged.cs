using QuantumAttributes.Keys;

namespace QuantumAttributes.Stress.Kill;

/// <summary>What a store has promised: the keys that somebody was told of, and signatures by them.</summary>
internal sealed class Acknowledged
{
    public const string Ack = "ack";
    public const string Signature = "signature";

    private readonly HashSet<KeyId> _keys = [];
    private readonly List<KeySignature> _signatures = [];

    public IReadOnlyCollection<KeyId> Keys => _keys;

    public IReadOnlyList<KeySignature> Signatures => _signatures;

    public void Add(KeySignature signature)
    {
        _keys.Add(signature.KeyId);
        _signatures.Add(signature);
    }

    /// <summary>Takes what a child printed. What follows the last line feed it did not finish.</summary>
    public void AddOutput(string output)
    {
        foreach (string line in output.Split('\n')[..^1])
        {
            switch (line.Split(' '))
            {
                case [Ack, var id]:
                    _keys.Add(KeyId.Parse(id));
                    break;
                case [Signature, var id, var value]:
                    Add(new KeySignature(KeyId.Parse(id), Convert.FromBase64String(value)));
                    break;
                default:
                    throw new StressException($"A child said '{line}'.");
            }
        }
    }
}
