namespace QuantumAttributes.Keys;

/// <summary>
/// A place in the ring: a purpose, and a name where the purpose has several places, such as <c>invoices</c>. The keys of a slot
/// succeed one another, and at most one is active at a time.
/// </summary>
/// <remarks>Immutable and safe to share between threads.</remarks>
public readonly record struct KeySlot
{
    /// <summary>The most characters of a name.</summary>
    public const int MaxNameLength = 300;

    /// <summary>Names a slot.</summary>
    /// <param name="purpose">What its keys are for.</param>
    /// <param name="name">Visible ASCII characters, at most <see cref="MaxNameLength"/>; empty for the purpose's own slot.</param>
    /// <exception cref="ArgumentException">There is no such purpose, or the name has other characters or is longer.</exception>
    public KeySlot(KeyPurpose purpose, string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Enum.IsDefined(purpose))
            throw new ArgumentException($"There is no purpose {purpose}.", nameof(purpose));
        if (name.Length > MaxNameLength || name.AsSpan().ContainsAnyExceptInRange('!', '~'))
            throw new ArgumentException($"A slot's name is at most {MaxNameLength} visible ASCII characters.", nameof(name));
        Purpose = purpose;
        Name = name;
    }

    /// <summary>What the slot's keys are for.</summary>
    public KeyPurpose Purpose { get; }

    /// <summary>The slot's name among those of its purpose; empty for the purpose's own.</summary>
    public string Name { get; }

    /// <summary>The purpose's own slot, without a name.</summary>
    public static implicit operator KeySlot(KeyPurpose purpose) => new(purpose);

    /// <summary>Purpose, and the name where there is one, such as <c>Signing/invoices</c>.</summary>
    public override string ToString() => string.IsNullOrEmpty(Name) ? $"{Purpose}" : $"{Purpose}/{Name}";
}
