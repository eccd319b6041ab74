using System.Security.Cryptography;

namespace QuantumAttributes.Cryptography.Tests;

/// <summary>The calls of the platform that a Diffie-Hellman exchange cannot do without, on inputs that lie ready.</summary>
internal sealed class BareExchange
{
    private readonly ECDiffieHellman _key;
    private readonly ECDiffieHellmanPublicKey _other;
    private readonly byte[] _privateKey;
    private readonly byte[] _publicKey;
    private readonly byte[] _exported;

    public BareExchange(ECCurve curve)
    {
        _key = ECDiffieHellman.Create(curve);
        _other = _key.PublicKey;
        _privateKey = _key.ExportECPrivateKey();
        _publicKey = _key.ExportSubjectPublicKeyInfo();
        _exported = new byte[_publicKey.Length];
    }

    /// <summary>With an ephemeral key, as who encapsulates does it.</summary>
    public void Exchange()
    {
        using ECDiffieHellman ephemeral = ECDiffieHellman.Create();
        ephemeral.ImportECPrivateKey(_privateKey, out _);
        Assert.True(ephemeral.TryExportSubjectPublicKeyInfo(_exported, out _));
        ephemeral.DeriveRawSecretAgreement(_other);
    }

    /// <summary>With a kept key, as who decapsulates does it.</summary>
    public void Agree()
    {
        using ECDiffieHellman point = ECDiffieHellman.Create();
        point.ImportSubjectPublicKeyInfo(_publicKey, out _);
        using ECDiffieHellmanPublicKey imported = point.PublicKey;
        _key.DeriveRawSecretAgreement(imported);
    }
}
