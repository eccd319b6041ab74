using QuantumAttributes.Keys.Protection;

namespace QuantumAttributes.Fuzz;

internal sealed class KeyShareTarget : FuzzTarget
{
    public override string Name => "key-share";

    public override string Claim => "KeyShare: FormatException, or a share whose text is the same";

    protected override void Execute(byte[] input)
    {
        string text = FuzzText.Decode(input);
        using KeyShare? share = Contract.Parse<KeyShare, FormatException>(() => KeyShare.Parse(text));
        Contract.Holds(share is null || share.Format() == text, "a share has one text");
    }

    public override IEnumerable<FuzzSeed> Seeds()
    {
        FuzzCryptography.Reset();
        KeyShare[] shares = SecretSharing.Split(new byte[SecretSharing.SecretSize], 2, 3, FuzzCryptography.Providers.Random);
        string text = shares[1].Format();
        yield return new FuzzSeed("good", text);
        yield return new FuzzSeed("cut", text[..^1]);
        yield return new FuzzSeed("upper", text.ToUpperInvariant());
        yield return new FuzzSeed("line-end", text + "\n");
    }
}
