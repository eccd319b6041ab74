using QuantumAttributes.Keys;
using QuantumAttributes.Keys.Storage;

namespace QuantumAttributes.Fuzz;

internal sealed class KeyFileTarget : FuzzTarget
{
    public override string Name => "key-file";

    public override string Claim => "a key file of a directory: what is wrong with it, or exactly what would be written";

    protected override void Execute(byte[] input)
    {
        bool read = KeyFile.TryDecode(input, out StoredKey? key, out string? problem);
        Contract.Holds(read == (problem is null), "a key or a problem");
        Contract.Holds(key is null || KeyFile.Encode(key).AsSpan().SequenceEqual(input), "a key has one file");
        _ = KeyFile.PeekSlot(input);
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] file = KeyFile.Encode(new StoredKey(FuzzKeys.Header.Key.Id, new KeySlot(KeyPurpose.Signing, "invoices"), 3, 2, new byte[50]));
        yield return new FuzzSeed("good", file);
        yield return new FuzzSeed("cut", file[..^1]);
        yield return new FuzzSeed("head", file[..16]);
        yield return new FuzzSeed("more", [.. file, 0]);
    }
}
