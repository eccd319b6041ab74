using QuantumAttributes.Channels.MessageSignatures;

namespace QuantumAttributes.Fuzz;

internal sealed class ContentDigestTarget : FuzzTarget
{
    private static readonly byte[] Content = [.. "fuzz"u8];

    public override string Name => "content-digest";

    public override string Claim =>
        "Content-Digest: refused, or a digest that comes back from its own text and verifies the same content";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        if (!ContentDigest.TryParse(text, out ContentDigest? digest))
            return;
        bool verified = digest.Verify(Content);
        string canonical = digest.ToString();
        Contract.Holds(ContentDigest.TryParse(canonical, out ContentDigest? again), "what is written comes back");
        Contract.Holds(again!.ToString() == canonical && again.Verify(Content) == verified, "and is the same");
        Contract.Holds(
            Contract.Completed(digest.VerifyAsync(new MemoryStream(Content))) == verified, "a stream and an array agree");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        string sha256 = ContentDigest.Create(Content).ToString();
        string sha512 = $"sha-512=:{Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(Content))}:";
        yield return new FuzzSeed("sha-256", sha256);
        yield return new FuzzSeed("both", $"{sha256}, {sha512}");
        yield return new FuzzSeed("other", $"md5=:AA==:, {sha256};p=1");
        yield return new FuzzSeed("twice", $"{sha256}, {sha256}");
        yield return new FuzzSeed("short", "sha-256=:AAAA:");
    }
}
