using System.Text;
using QuantumAttributes.Channels.MessageSignatures;
using QuantumAttributes.Channels.StructuredFields;

namespace QuantumAttributes.Channels.Tests.MessageSignatures;

public class AppendixBTests
{
    private const string Unsupported = "Selective Covered Components using rsa-pss-sha512";

    public static TheoryData<string> SignedMessages { get; } =
    [
        "Minimal Signature Using rsa-pss-sha512",
        "Full Coverage using rsa-pss-sha512",
        "Signing a Response using ecdsa-p256-sha256",
        "Signing a Request using hmac-sha256",
        "Signing a Request using ed25519",
        "TLS-Terminating Proxies",
        "HTTP Message Transformations",
    ];

    [Fact]
    public void Given_TheAppendix_When_Counted_Expect_SevenOfItsEightSignatureBases()
    {
        Assert.Equal(8, AppendixB.CountOfBases);
        Assert.Equal(7, SignedMessages.Count);
    }

    [Theory]
    [MemberData(nameof(SignedMessages))]
    public void Given_ASignedMessage_When_ItsBaseIsBuilt_Expect_TheAppendixsBytesAndAValidSignature(string section)
    {
        (TestMessage message, InnerList covered, byte[] signature) = Read(section);

        Assert.True(SignatureBase.TryCreate(message, covered, out byte[]? signatureBase));

        Assert.Equal(AppendixB.BaseOf(section), Encoding.ASCII.GetString(signatureBase));
        Assert.True(Verify(covered, signatureBase, signature));
        signatureBase[^1] ^= 1;
        Assert.False(Verify(covered, signatureBase, signature));
    }

    // B.2.2 covers "@query-param";name="Pet".
    [Fact]
    public void Given_AComponentWithParameters_When_ABaseIsBuilt_Expect_Refusal()
    {
        (TestMessage message, InnerList covered, _) = Read(Unsupported);

        Assert.False(SignatureBase.TryCreate(message, covered, out _));
    }

    // B.4: what intermediaries may do to a message, and what they may not.
    [Theory]
    [InlineData(0, true)]
    [InlineData(2, true)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    public void Given_ATransformedMessage_When_Verified_Expect_OnlyHarmlessChangesPass(int block, bool expected)
    {
        TestMessage message = TestMessage.Parse(AppendixB.Blocks("HTTP Message Transformations")[block]);
        (InnerList covered, byte[] signature) = SignatureOf(message);

        Assert.True(SignatureBase.TryCreate(message, covered, out byte[]? signatureBase));
        Assert.Equal(expected, Verify(covered, signatureBase, signature));
    }

    private static (TestMessage Message, InnerList Covered, byte[] Signature) Read(string section)
    {
        string[] blocks = AppendixB.Blocks(section);
        TestMessage signatureFields;
        TestMessage message;
        switch (section)
        {
            case "TLS-Terminating Proxies":
                message = TestMessage.Parse(blocks[1]);
                signatureFields = TestMessage.Parse(blocks[4]);
                break;
            case "HTTP Message Transformations":
                message = signatureFields = TestMessage.Parse(blocks[0]);
                break;
            case "Signing a Response using ecdsa-p256-sha256":
                // The source quotes another digest here than in the message of B.2; the published signature is over this one.
                message = AppendixB.Response.With("content-digest", DigestIn(AppendixB.BaseOf(section)));
                signatureFields = TestMessage.Parse("GET / HTTP/1.1\nHost: none\n" + blocks[1]);
                break;
            default:
                message = AppendixB.Request;
                signatureFields = TestMessage.Parse("GET / HTTP/1.1\nHost: none\n" + blocks[1]);
                break;
        }

        (InnerList covered, byte[] signature) = SignatureOf(signatureFields);
        return (message, covered, signature);
    }

    private static string DigestIn(string signatureBase) =>
        signatureBase.Split('\n').Single(line => line.StartsWith("\"content-digest\": ", StringComparison.Ordinal))[18..];

    private static (InnerList Covered, byte[] Signature) SignatureOf(TestMessage message)
    {
        InnerList covered = Assert.IsType<InnerList>(Only(message, "signature-input"));
        Item signature = Assert.IsType<Item>(Only(message, "signature"));
        Assert.True(signature.Value.TryGetBytes(out ReadOnlyMemory<byte> bytes));
        return (covered, bytes.ToArray());
    }

    private static Member Only(TestMessage message, string field) =>
        StructuredField.ParseDictionary(message.GetField(field)).Single().Value;

    private static bool Verify(InnerList covered, byte[] signatureBase, byte[] signature)
    {
        Assert.True(covered.Parameters["keyid"].TryGetString(out string? keyId));
        return AppendixB.Verify(keyId, signatureBase, signature);
    }
}
