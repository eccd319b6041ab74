namespace QuantumAttributes.Abstractions.Tests;
public class Placeholder { [Fact] public void Given_Nothing_When_Run_Expect_Pass() => Assert.NotNull(this); }
