using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using QuantumAttributes.Cryptography;

namespace QuantumAttributes.Keys.Protection;

/// <summary>
/// Protection by ASP.NET Core's Data Protection: the key-encryption key is random, and the parameters are what an
/// <see cref="IDataProtector"/> with the purpose <see cref="Purpose"/> makes of it. Unaudited.
/// </summary>
/// <remarks>
/// <para>Safe to use from several threads, as protectors are. Holds no secret itself.</para>
/// <para>It is as strong as the way in which the application protects Data Protection's own keys. Symmetric encryption alone, as
/// by default, is not broken by a quantum computer; <c>ProtectKeysWithCertificate</c> is: certificates wrap those keys with RSA,
/// which is classical, and whoever records them today can open them later. The same holds for what wraps with RSA in a key
/// vault.</para>
/// <para>Where Data Protection loses its keys, the keys of the ring are lost too.</para>
/// </remarks>
public sealed class DataProtectorProtection : KeyProtection
{
    /// <summary>The purpose of the protector, which keeps these keys apart from everything else that Data Protection
    /// protects.</summary>
    public const string Purpose = "QuantumAttributes.Keys.v1";

    private readonly IDataProtector _protector;

    /// <summary>Takes the protector with <see cref="Purpose"/> from a provider.</summary>
    /// <param name="provider">The application's Data Protection, which the caller keeps.</param>
    public DataProtectorProtection(IDataProtectionProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        _protector = provider.CreateProtector(Purpose);
    }

    /// <inheritdoc/>
    public override KeyProtectionKind Kind => KeyProtectionKind.DataProtection;

    /// <summary>A new random key-encryption key, protected.</summary>
    /// <exception cref="KeyProtectionException">Data Protection cannot protect it, or makes more than
    /// <see cref="KeyProtection.MaxParametersSize"/> bytes of it.</exception>
    public override byte[] CreateParameters(RandomNumberGenerator random)
    {
        ArgumentNullException.ThrowIfNull(random);
        using SecretBytes key = new(KeySize);
        random.GetBytes(key.Span);
        byte[] parameters;
        try
        {
            parameters = _protector.Protect(key.Array);
        }
        catch (CryptographicException e)
        {
            throw new KeyProtectionException("Data Protection cannot protect a key-encryption key: see the inner exception.", e);
        }

        if (parameters.Length > MaxParametersSize)
        {
            throw new KeyProtectionException(
                $"Data Protection makes {parameters.Length} bytes of a key, and {MaxParametersSize} are allowed.");
        }

        return parameters;
    }

    /// <summary>The key-encryption key that is protected in the parameters.</summary>
    /// <param name="parameters">What <see cref="CreateParameters"/> returned.</param>
    /// <param name="key">Receives exactly <see cref="KeyProtection.KeySize"/> bytes; zeroed where this fails.</param>
    /// <exception cref="KeyProtectionException">The parameters are malformed, Data Protection has their key no more, or something
    /// else is protected in them.</exception>
    /// <exception cref="ArgumentException"><paramref name="key"/> has another length.</exception>
    public override void DeriveKey(ReadOnlySpan<byte> parameters, Span<byte> key)
    {
        ClearKey(key);
        if (parameters.IsEmpty || parameters.Length > MaxParametersSize)
        {
            throw new KeyProtectionException(
                $"Parameters of Data Protection have 1 to {MaxParametersSize} bytes, not {parameters.Length}: the container is damaged.");
        }

        byte[] unprotected = Unprotect(parameters.ToArray());
        try
        {
            if (unprotected.Length != KeySize)
                throw new KeyProtectionException("What Data Protection protects there is no key-encryption key.");
            unprotected.CopyTo(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unprotected);
        }
    }

    private byte[] Unprotect(byte[] parameters)
    {
        try
        {
            return _protector.Unprotect(parameters);
        }
        catch (CryptographicException e)
        {
            throw new KeyProtectionException(
                "Data Protection cannot open the key-encryption key: the container is damaged, or was sealed with other keys of Data "
                + "Protection or another application name. Restore its keys.", e);
        }
    }
}
