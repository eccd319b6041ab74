using QuantumAttributes.Channels.Client;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Fuzz;

internal sealed class IdentityMemoryTarget : FuzzTarget
{
    private static readonly KeyThumbprint First = new(Enumerable.Repeat((byte)1, KeyThumbprint.Size).ToArray());
    private static readonly KeyThumbprint Second = new(Enumerable.Repeat((byte)2, KeyThumbprint.Size).ToArray());

    public override string Name => "identity-memory";

    public override string Claim => "the file of remembered identities: FormatException, or an identity that stays";

    protected override void Execute(byte[] input)
    {
        string path = Path.Combine(Path.GetTempPath(), $"quantum-fuzz-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(path, input);
            IdentityMemoryFile memory = new(path);
            KeyThumbprint known = memory.Remember(FuzzChannels.Origin, First);
            Contract.Holds(memory.Remember(FuzzChannels.Origin, Second) == known, "the first identity stays");
        }
        catch (FormatException)
        {
        }
        finally
        {
            File.Delete(path);
        }
    }

    public override IEnumerable<FuzzSeed> Seeds() =>
    [
        new("empty", ""),
        new("known", $"https://shop.example {Second}\n{FuzzChannels.Origin} {Second}\n"),
        new("open-line", $"https://shop.example {Second}"),
        new("damaged", $"{FuzzChannels.Origin}  {Second}\n"),
        new("mark", [0xEF, 0xBB, 0xBF, .. FuzzText.Encode($"{FuzzChannels.Origin} {Second}\r\n")]),
    ];
}
