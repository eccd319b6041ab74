using System.Text;
using QuantumAttributes.Channels.Idempotency;
using QuantumAttributes.Channels.Records;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Channels.Tests.Idempotency;

public class StoredUseTests
{
    private static readonly byte[] _fingerprint = [.. Enumerable.Range(1, IdempotentRequest.FingerprintSize).Select(i => (byte)i)];

    [Fact]
    public void Given_AUseWithoutAnAnswer_When_Encoded_Expect_TheFingerprintAlone()
    {
        byte[] encoded = new StoredUse(_fingerprint, null).Encode();

        Assert.Equal(_fingerprint, encoded);
        StoredUse read = StoredUse.Decode(encoded)!;
        Assert.Equal(_fingerprint, read.Fingerprint.ToArray());
        Assert.Null(read.Answer);
    }

    [Fact]
    public void Given_AnAnswer_When_EncodedAndRead_Expect_TheSameAndEachFieldInItsPlace()
    {
        var headers = new ProtectedHeaders();
        headers.Add("etag", "1");
        byte[] encoded = new StoredUse(_fingerprint, new KeptAnswer(201, headers, "body"u8.ToArray())).Encode();

        Assert.Equal([.. _fingerprint, 0, 201, 0, 0, 0, (byte)headers.EncodedSize, .. headers.Encode(), .. "body"u8], encoded);
        KeptAnswer read = StoredUse.Decode(encoded)!.Answer!;
        Assert.Equal((201, "body"), (read.Status, Encoding.UTF8.GetString(read.Body.Span)));
        Assert.Equal(["1"], read.Headers.Fields["etag"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00C8")]
    [InlineData("00C800000001")]
    [InlineData("00C8FFFFFFFFA0")]
    [InlineData("00C80000000000")]
    public void Given_BytesThatNobodyWrote_When_Read_Expect_Null(string rest)
    {
        byte[] bytes = rest.Length == 0 ? _fingerprint[1..] : [.. _fingerprint, .. Convert.FromHexString(rest)];

        Assert.Null(StoredUse.Decode(bytes));
    }

    [Fact]
    public void Given_AFingerprintOfAnotherSize_When_Encoded_Expect_ArgumentException() =>
        Assert.Throws<ArgumentException>(() => new StoredUse(new byte[31], null).Encode());

    [Fact]
    public void Given_TwoUses_When_IdentityOrKeyDiffer_Expect_AnotherThingToBindTo()
    {
        var use = new IdempotentRequest { Identity = default, Key = "key", Fingerprint = _fingerprint };

        Assert.NotEqual(use.AssociatedData(), (use with { Key = "key2" }).AssociatedData());
        Assert.NotEqual(use.AssociatedData(), (use with { Identity = new KeyThumbprint(_fingerprint) }).AssociatedData());
        Assert.Equal(use.AssociatedData(), (use with { Age = TimeSpan.Zero, FirstSentHere = true }).AssociatedData());
    }
}
