namespace QuantumAttributes.Keys.Tests;

/// <summary>A key serves one purpose (SP 800-57 part 1, section 5.2).</summary>
public sealed class KeyPurposeTests : IDisposable
{
    private static readonly byte[] _data = [1, 2, 3];
    private static readonly string[] _operations = ["sign", "sign by id", "encapsulate", "decapsulate", "seal", "open"];
    private readonly TestRing _ring = new();

    public static TheoryData<KeyPurpose, string> Uses => [.. from purpose in Enum.GetValues<KeyPurpose>() from use in _operations select (purpose, use)];

    public void Dispose() => _ring.Dispose();

    [Theory]
    [MemberData(nameof(Uses))]
    public async Task Given_AKeyOfAPurpose_When_Used_Expect_WhatThePurposeAllows(KeyPurpose purpose, string use)
    {
        KeyDescription key = await ActiveAsync(purpose);
        Exception? refusal = await Record.ExceptionAsync(() => UseAsync(key, use));

        if (Allows(purpose, use))
            Assert.Null(refusal);
        else
            Assert.IsType<KeyPurposeException>(refusal);
    }

    [Theory]
    [InlineData(KeyPurpose.Identity)]
    [InlineData(KeyPurpose.Sealing)]
    [InlineData(KeyPurpose.SessionTickets)]
    [InlineData(KeyPurpose.Audit)]
    public async Task Given_AKeyOfAnotherPurpose_When_ASignatureNamesIt_Expect_False(KeyPurpose purpose)
    {
        KeyDescription key = await ActiveAsync(purpose);

        Assert.False(await _ring.Keys.VerifyAsync(new KeySignature(key.Id, new byte[3309]), _data));
        Assert.Single(_ring.Logged(105));
    }

    [Fact]
    public async Task Given_DataSealedToOneSlot_When_OpenedInAnother_Expect_Refused()
    {
        KeySlot other = new(KeyPurpose.Sealing, "other");
        await _ring.Keys.CreateKeyAsync(TestRing.Sealing);
        await _ring.Keys.CreateKeyAsync(other);
        byte[] sealedData = await _ring.Keys.SealAsync(TestRing.Sealing, _data);

        await Assert.ThrowsAsync<System.Security.Cryptography.CryptographicException>(
            async () => await _ring.Keys.OpenAsync(other, sealedData));
    }

    [Theory]
    [InlineData(KeyPurpose.Signing, "X-Wing")]
    [InlineData(KeyPurpose.Sealing, "ML-DSA-65")]
    [InlineData(KeyPurpose.Channel, "no such thing")]
    [InlineData(KeyPurpose.SessionTickets, "ML-KEM-768")]
    [InlineData(KeyPurpose.StoredChannels, "X-Wing")]
    [InlineData(KeyPurpose.StoredAnswers, "ML-DSA-65")]
    public async Task Given_AnAlgorithmThatDoesNotServe_When_AKeyIsCreated_Expect_KeyPurposeException(KeyPurpose purpose, string algorithm) =>
        await Assert.ThrowsAsync<KeyPurposeException>(async () => await _ring.Keys.CreateKeyAsync(purpose, algorithm));

    private static bool Allows(KeyPurpose purpose, string use) => purpose switch
    {
        KeyPurpose.Signing => use is "sign" or "sign by id",
        KeyPurpose.Sealing => use is "encapsulate" or "decapsulate" or "seal" or "open",
        KeyPurpose.SessionTickets or KeyPurpose.StoredChannels or KeyPurpose.StoredAnswers => use is "seal" or "open",
        _ => false,
    };

    private async Task<KeyDescription> ActiveAsync(KeyPurpose purpose)
    {
        await _ring.Keys.CreateKeyAsync(purpose);
        return (await _ring.Keys.ListAsync()).Single(key => key.Slot.Purpose == purpose && key.State == KeyState.Active);
    }

    private async Task UseAsync(KeyDescription key, string use)
    {
        QuantumKeyManager keys = _ring.Keys;
        switch (use)
        {
            case "sign":
                await keys.SignAsync(key.Slot, _data);
                break;
            case "sign by id":
                await keys.SignAsync(key.Id, _data);
                break;
            case "encapsulate":
                (await keys.EncapsulateAsync(key.Slot)).Dispose();
                break;
            case "decapsulate":
                await keys.DecapsulateAsync(key.Id, new byte[1120]);
                break;
            case "seal":
                await keys.SealAsync(key.Slot, _data);
                break;
            default:
                bool seals = key.Slot.Purpose
                    is KeyPurpose.Sealing or KeyPurpose.SessionTickets or KeyPurpose.StoredChannels or KeyPurpose.StoredAnswers;
                await keys.OpenAsync(key.Slot, seals ? await keys.SealAsync(key.Slot, _data) : _data);
                break;
        }
    }
}
