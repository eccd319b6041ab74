using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Containers;

namespace QuantumAttributes.Fuzz;

internal sealed class KeyContainerTarget : FuzzTarget
{
    private static readonly byte[] KeyEncryptionKey = new byte[32];

    public override string Name => "key-container";

    public override string Claim => "KeyContainer: CryptographicException, or exactly a container that was sealed";

    protected override void Execute(byte[] input)
    {
        ContainerHeader? header = Contract.Parse<ContainerHeader, CryptographicException>(() => KeyContainer.ReadHeader(input));
        if (header is null)
            return;
        using SecretBytes? secret = Contract.Parse<SecretBytes, CryptographicException>(
            () => KeyContainer.Open(input, header, KeyEncryptionKey));
        Contract.Holds(
            secret is null || KeyContainer.Seal(header, secret.Span, KeyEncryptionKey).AsSpan().SequenceEqual(input),
            "what opens is what would be sealed again");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        byte[] container = KeyContainer.Seal(FuzzKeys.Header, [1, 2, 3], KeyEncryptionKey);
        yield return new FuzzSeed("good", container);
        yield return new FuzzSeed("empty-secret", KeyContainer.Seal(FuzzKeys.Header, [], KeyEncryptionKey));
        yield return new FuzzSeed("cut", container[..^1]);
        yield return new FuzzSeed("flipped", [.. container[..^1], (byte)(container[^1] ^ 1)]);
        yield return new FuzzSeed("frame", container[..9]);
    }
}
