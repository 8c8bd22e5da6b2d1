package dev.triggerfish.iam;

class T {
  public static void main(String[] args) {}
}
