using System.Security.Cryptography;
using QuantumAttributes.Cryptography;
using QuantumAttributes.Keys.Audit;
using QuantumAttributes.Keys.Ring;
using QuantumAttributes.Keys.Sealing;

namespace QuantumAttributes.Keys;

public sealed partial class QuantumKeyManager
{
    /// <inheritdoc/>
    public async ValueTask<KeySignature> SignAsync(
        KeySlot slot, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        Demand(slot, KeyPurpose.Signing, "sign");
        return Sign(await ActiveAsync(slot, cancellationToken).ConfigureAwait(false), data.Span, context.Span);
    }

    /// <inheritdoc/>
    public async ValueTask<KeySignature> SignAsync(
        KeyId id, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        RingKey key = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new UnknownKeyException(id);
        Demand(key.Description.Slot, KeyPurpose.Signing, "sign");
        RingSnapshot ring = _ring.Snapshot;
        return ring.Active(key.Description.Slot) is { } active && active.Id == id
            ? Sign(InItsLifetime(active), data.Span, context.Span)
            : throw new KeyStateException(ring.Describe(key), "only the active key signs.");
    }

    /// <inheritdoc/>
    public async ValueTask<bool> VerifyAsync(
        KeySignature signature, ReadOnlyMemory<byte> data, ReadOnlyMemory<byte> context = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        RingKey? key = await FindAsync(signature.KeyId, cancellationToken).ConfigureAwait(false);
        if (key?.Description.Slot.Purpose != KeyPurpose.Signing || Refusal(key) is not null)
        {
            KeyLog.KeyRefused(_logger, Refusal(key) ?? $"{key!.Description} is no signing key.");
            return false;
        }

        // The public key has a life of its own: nobody can take it away in the middle.
        return key.Material!.Signing!.VerifyingKey.Verify(data.Span, signature.Value.Span, context.Span);
    }

    /// <inheritdoc/>
    public async ValueTask<KeyEncapsulation> EncapsulateAsync(KeySlot slot, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        Demand(slot, KeyPurpose.Sealing, "encapsulate");
        RingKey key = await ActiveAsync(slot, cancellationToken).ConfigureAwait(false);
        (byte[] ciphertext, byte[] sharedSecret) = key.Material!.Kem!.PublicKey.Encapsulate();
        _uses.Count(key.Id);
        return new KeyEncapsulation(key.Id, ciphertext, sharedSecret);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> DecapsulateAsync(KeyId id, ReadOnlyMemory<byte> ciphertext, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        RingKey key = await FindAsync(id, cancellationToken).ConfigureAwait(false) ?? throw new UnknownKeyException(id);
        Demand(key.Description.Slot, KeyPurpose.Sealing, "decapsulate");
        if (Refusal(key) is not null)
            throw new KeyStateException(_ring.Snapshot.Describe(key), "it opens nothing any more.");
        return Using(key, material => ciphertext.Length == material.Kem!.Algorithm.CiphertextSize
            ? material.Kem.Decapsulate(ciphertext.Span)
            : throw new CryptographicException($"A ciphertext of {material.Kem.Algorithm} has {material.Kem.Algorithm.CiphertextSize} bytes."));
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> SealAsync(
        KeySlot slot, ReadOnlyMemory<byte> plaintext, ReadOnlyMemory<byte> associatedData = default, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        SymmetricSeal? seal = SymmetricSeal.Of(slot.Purpose);
        if (seal is null)
            Demand(slot, KeyPurpose.Sealing, "seal");
        RingKey key = await ActiveAsync(slot, cancellationToken).ConfigureAwait(false);
        byte[] sealedData = Using(key, material => material.Kem is { } kem
            ? SealedData.Seal(key.Id, kem.PublicKey, plaintext.Span, associatedData.Span)
            : seal!.Seal(key.Id, material.Symmetric!.Span, plaintext.Span, associatedData.Span, _ring.Providers));
        _uses.Count(key.Id);
        return sealedData;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]> OpenAsync(
        KeySlot slot, ReadOnlyMemory<byte> sealedData, ReadOnlyMemory<byte> associatedData = default, CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (SymmetricSeal.Of(slot.Purpose) is { } seal)
                return await OpenSymmetricAsync(seal, slot, sealedData, associatedData, cancellationToken).ConfigureAwait(false);
            Demand(slot, KeyPurpose.Sealing, "open");
            return await OpenSealedAsync(slot, sealedData, associatedData, cancellationToken).ConfigureAwait(false);
        }
        catch (CryptographicException e) when (e is not KeyPurposeException)
        {
            throw NotAuthentic();
        }
    }

    /// <inheritdoc/>
    public async ValueTask<JsonWebKeySet> ExportPublicKeysAsync(CancellationToken cancellationToken = default)
    {
        await InitializeAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _ring.Now;
        return new JsonWebKeySet(
            from key in _ring.Snapshot.Keys
            where key.Material?.Signing is { Algorithm.JoseName: not null }
                && (key.CanProcess(now) || key.Description.State == KeyState.PreActivation)
            orderby key.Description.Slot.ToString(), key.Description.Generation descending
            select new JsonWebKeySetEntry(
                VerifyingKey.Import(key.Material!.Signing!.Algorithm, key.Description.PublicKey.Span, _ring.Providers), key.Id.ToString()));
    }

    /// <inheritdoc/>
    public async ValueTask<string> ExportPrivateKeyAsync(
        KeyId id, ReadOnlyMemory<char> password, CancellationToken cancellationToken = default)
    {
        await OpenAsync(cancellationToken).ConfigureAwait(false);
        RingSnapshot ring = await _ring.ChangeAsync(
            ring => new RingChange(new KeyChange(AuditAction.ExportPrivateKey, Exportable(ring, id).Description, null)),
            cancellationToken).ConfigureAwait(false);
        return Using(ring.Find(id) ?? throw new UnknownKeyException(id), material =>
            ((AsymmetricPrivateKey?)material.Signing ?? material.Kem!).ExportEncryptedPkcs8PrivateKeyPem(password.Span));
    }

    private static RingKey Exportable(RingSnapshot ring, KeyId id)
    {
        RingKey key = ring.Find(id) ?? throw new UnknownKeyException(id);
        if (key.Material is null)
            throw new KeyStateException(key.Description, "it has no secret any more.");
        AsymmetricPrivateKey? secret = (AsymmetricPrivateKey?)key.Material.Signing ?? key.Material.Kem;
        return secret?.Algorithm.Oid is null ? throw new KeyPurposeException($"{key.Description} has no form in PKCS#8.") : key;
    }

    private async ValueTask<byte[]> OpenSealedAsync(
        KeySlot slot, ReadOnlyMemory<byte> sealedData, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        if (!SealedData.TryReadKeyId(sealedData.Span, out KeyId id))
            throw NotAuthentic();
        RingKey? key = await FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (key?.Description.Slot == slot && Refusal(key) is null)
            return Using(key, material => SealedData.Open(material.Kem!, sealedData.Span, associatedData.Span));
        KeyLog.KeyRefused(_logger, Refusal(key) ?? $"{key!.Description} is of another slot.");
        throw NotAuthentic();
    }

    // Four bytes name the key: several keys may have them.
    private async ValueTask<byte[]> OpenSymmetricAsync(
        SymmetricSeal seal, KeySlot slot, ReadOnlyMemory<byte> sealedData, ReadOnlyMemory<byte> associatedData, CancellationToken cancellationToken)
    {
        (bool isNamed, byte[]? plaintext) = OpenSymmetric(seal, slot, sealedData.Span, associatedData.Span);
        if (!isNamed && await RefreshForAsync(slot.Purpose, cancellationToken).ConfigureAwait(false))
            (isNamed, plaintext) = OpenSymmetric(seal, slot, sealedData.Span, associatedData.Span);
        if (!isNamed)
            KeyLog.KeyRefused(_logger, $"no key of {slot} that still opens is the one named.");
        return plaintext ?? throw NotAuthentic();
    }

    private (bool IsNamed, byte[]? Plaintext) OpenSymmetric(
        SymmetricSeal seal, KeySlot slot, ReadOnlySpan<byte> sealedData, ReadOnlySpan<byte> associatedData)
    {
        bool isNamed = false;
        foreach (RingKey key in _ring.Snapshot.OfSlot(slot))
        {
            if (!SymmetricSeal.Names(sealedData, key.Id) || Refusal(key) is not null)
                continue;
            isNamed = true;
            try
            {
                KeyMaterial material = MaterialOf(key);
                using KeyLifetime.Lease lease = material.Use();
                return (true, seal.Open(material.Symmetric!.Span, sealedData, associatedData, _ring.Providers));
            }
            catch (ObjectDisposedException)
            {
                throw TakenAway(key);
            }
            catch (AuthenticationTagMismatchException)
            {
                // Perhaps another key of this name.
            }
        }

        return (isNamed, null);
    }

    // Anybody can make up a ticket. What lies in a store comes from servers that have the ring, and does not wait.
    private async ValueTask<bool> RefreshForAsync(KeyPurpose purpose, CancellationToken cancellationToken)
    {
        if (purpose == KeyPurpose.SessionTickets)
            return await _ring.RefreshForStrangerAsync(cancellationToken).ConfigureAwait(false);
        await _ring.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return true;
    }

    private KeySignature Sign(RingKey key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
        if (context.Length > 255)
            throw new ArgumentException("A context has at most 255 bytes.", nameof(context));
        try
        {
            byte[] signature = key.Material!.Signing!.Sign(data, context);
            _uses.Count(key.Id);
            return new KeySignature(key.Id, signature);
        }
        catch (ObjectDisposedException)
        {
            throw TakenAway(key);
        }
    }

    private static KeyMaterial MaterialOf(RingKey key) =>
        key.Material ?? throw new KeyStateException(key.Description, "it has no secret any more.");

    private static KeyStateException TakenAway(RingKey key) => new(key.Description, "it was taken away just now.");

    private static T Using<T>(RingKey key, Func<KeyMaterial, T> use)
    {
        KeyMaterial material = MaterialOf(key);
        try
        {
            using KeyLifetime.Lease lease = material.Use();
            return use(material);
        }
        catch (ObjectDisposedException)
        {
            throw TakenAway(key);
        }
    }

    // Where there is no key, or only one past its time, another process may have made or rotated it since the last reading.
    private async ValueTask<RingKey> ActiveAsync(KeySlot slot, CancellationToken cancellationToken)
    {
        if (_ring.Snapshot.Active(slot)?.CanProtect(_ring.Now) != true)
            await _ring.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return ActiveOf(slot);
    }

    private RingKey ActiveOf(KeySlot slot) => InItsLifetime(_ring.Snapshot.Active(slot) ?? throw new UnknownKeyException(slot));

    private RingKey InItsLifetime(RingKey key) => key.CanProtect(_ring.Now)
        ? key : throw new KeyStateException(key.Description, $"its lifetime ended at {key.Description.ActiveUntil:u}. Rotate it.");

    // A key that is unknown, or only announced, may have come up in another process since the last reading.
    private async ValueTask<RingKey?> FindAsync(KeyId id, CancellationToken cancellationToken)
    {
        if (_ring.Snapshot.Find(id) is { Description.State: not KeyState.PreActivation } known)
            return known;
        await _ring.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return _ring.Snapshot.Find(id);
    }

    private string? Refusal(RingKey? key) => key switch
    {
        null => "it is unknown.",
        _ when key.CanProcess(_ring.Now) => null,
        _ => $"{key.Description} verifies and opens nothing any more.",
    };

    private static void Demand(KeySlot slot, KeyPurpose purpose, string use)
    {
        if (slot.Purpose != purpose)
            throw new KeyPurposeException($"Keys of {slot} do not {use}: that is for {purpose}.");
    }

    private static CryptographicException NotAuthentic() => new("The sealed data is not authentic, or its key opens nothing any more.");
}
