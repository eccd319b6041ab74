namespace QuantumAttributes.Stress.Kill;

/// <summary>A place in a rotation at which its process is killed.</summary>
/// <param name="Rotation">1 for the first rotation in an empty store, which makes the ring; 2 for a later one.</param>
/// <param name="At">Before which operation of it, from 1; one more than there are for after the last.</param>
internal readonly record struct Gap(int Rotation, int At)
{
    /// <summary>In an empty store.</summary>
    public bool IsFirst => Rotation == 1;
}
