namespace QuantumAttributes.Cryptography;

/// <summary>
/// The bits of an encoded coefficient, as a type, so that the tables for it are constants of the code that it is made for.
/// </summary>
internal interface IBitWidth
{
    static abstract int Bits { get; }
}

/// <summary>s1 and s2 with eta = 2.</summary>
internal readonly struct Bits3 : IBitWidth
{
    public static int Bits => 3;
}

/// <summary>s1 and s2 with eta = 4.</summary>
internal readonly struct Bits4 : IBitWidth
{
    public static int Bits => 4;
}

/// <summary>t1.</summary>
internal readonly struct Bits10 : IBitWidth
{
    public static int Bits => 10;
}

/// <summary>t0.</summary>
internal readonly struct Bits13 : IBitWidth
{
    public static int Bits => 13;
}

/// <summary>y and z with gamma1 = 2^17.</summary>
internal readonly struct Bits18 : IBitWidth
{
    public static int Bits => 18;
}

/// <summary>y and z with gamma1 = 2^19.</summary>
internal readonly struct Bits20 : IBitWidth
{
    public static int Bits => 20;
}
